// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import path from 'node:path';
import { neutral } from './surroundings';

/** Path of the program. */
export const program = path.join(__dirname, '..', '..', 'bin', 'meterpki.js');

/** How a run ended. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Another script to run instead of the program. */
  readonly script?: string;
}

/** Runs the program as a process of its own, without the caller's profile and colours, until it ends. */
export function run(
  args: readonly string[],
  { input = '', env = {}, script = program }: Surroundings = {},
): Promise<Run> {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...neutral, ...env } });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      resolve({ code, ...output });
    });
  });
}
