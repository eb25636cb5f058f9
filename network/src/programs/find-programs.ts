// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { baseEnvironment } from '../processes/environment.js';
import { isProgram } from './is-program.js';
import {
  FABRIC_PROGRAMS,
  FABRIC_VERSION,
  WHERE_TO_GET,
  type FabricProgram,
  type ProgramName,
} from './release.js';

/** Absolute paths of Fabric's programs. */
export type Programs = Readonly<Record<ProgramName, string>>;

/** Something that keeps a network from being started here, and what to do about it. */
export interface Finding {
  readonly text: string;
  readonly next: string;
}

const execute = promisify(execFile);
const VERSION_MILLISECONDS = 20_000;

/**
 * Looks for Fabric's programs, in `FABRIC_BIN` and then on the PATH, and asks each for its version.
 * @returns the programs, or a finding for each one that is missing or of another version
 */
export async function findPrograms(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<{ readonly programs: Programs; readonly findings: readonly Finding[] }> {
  const folders = [environment.FABRIC_BIN ?? '', ...(environment.PATH ?? '').split(path.delimiter)].filter(
    (folder) => folder !== '',
  );
  const found = await Promise.all(
    FABRIC_PROGRAMS.map((program) => lookFor(program, folders, environment.FABRIC_BIN)),
  );
  const paths = Object.fromEntries(found.map(({ name, file }) => [name, file]));
  return { programs: paths as Programs, findings: found.flatMap(({ finding }) => finding ?? []) };
}

async function lookFor(
  { name, versionArgs }: FabricProgram,
  folders: readonly string[],
  fabricBin: string | undefined,
): Promise<{ name: ProgramName; file: string; finding?: Finding }> {
  const file = folders.map((folder) => path.resolve(folder, name)).find(isProgram);
  if (file === undefined) {
    const place =
      fabricBin === undefined ? 'is not on the PATH' : `is neither in ${fabricBin} nor on the PATH`;
    return { name, file: name, finding: { text: `${name} ${place}`, next: WHERE_TO_GET } };
  }
  if (versionArgs === undefined) return { name, file };
  const version = await versionOf(file, versionArgs);
  if (version === FABRIC_VERSION) return { name, file };
  const text = `${file} is ${version ?? 'not a program of Fabric'}, ${FABRIC_VERSION} is needed`;
  return { name, file, finding: { text, next: WHERE_TO_GET } };
}

/** Official programs print the version with or without the letter, on standard output or standard error. */
async function versionOf(file: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const options = { env: baseEnvironment(), timeout: VERSION_MILLISECONDS };
    const { stdout, stderr } = await execute(file, [...args], options);
    const version = /^\s*Version: v?(\S+)/m.exec(`${stdout}\n${stderr}`)?.[1];
    return version === undefined ? undefined : `v${version}`;
  } catch {
    return undefined;
  }
}
