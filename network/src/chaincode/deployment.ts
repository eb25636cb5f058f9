// SPDX-License-Identifier: Apache-2.0
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as v from 'valibot';
import type { Layout } from '../directory/layout.js';
import type { RecordedChaincode } from '../directory/record.js';
import { removeFolder } from '../directory/private-files.js';
import { messageOf, NetworkError } from '../errors.js';
import type { NetworkModel } from '../model/network-model.js';
import { memberFaults } from './genesis-members.js';

/** Fabric's rules for names and labels (core/chaincode/lifecycle, core/chaincode/persistence). */
const text = (pattern: RegExp): v.GenericSchema<string> =>
  v.pipe(v.string('must be text'), v.regex(pattern, `must match ${pattern.source}`));

const shape = v.object({
  name: text(/^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$/),
  label: text(/^[A-Za-z0-9]+([.+_-][A-Za-z0-9]+)*$/),
  version: text(/^[A-Za-z0-9_.+-]+$/),
  directory: text(/./),
  environment: v.optional(v.record(v.string(), v.string()), {}),
});

/** A chaincode to run, as its deployment file says. */
export interface Deployment extends Omit<RecordedChaincode, 'packageIds'> {
  /** Absolute folder with a package.json whose `main` exports the contracts. */
  readonly directory: string;
}

/**
 * Reads a deployment file as `npm run package` writes it.
 * @param model - the network that shall run it: name and members must be the same
 * @throws {@link NetworkError} `BAD_DEPLOYMENT` with every fault
 */
export function readDeployment(file: string, model: NetworkModel): Deployment {
  const read = v.safeParse(shape, readDocument(file));
  if (!read.success) {
    throw refuse(
      file,
      read.issues.map((issue) => `${v.getDotPath(issue) ?? 'deployment'}: ${issue.message}`),
    );
  }
  const { name, label, version, environment } = read.output;
  const directory = path.resolve(path.dirname(file), read.output.directory);
  const faults = [
    ...(name === model.chaincode ? [] : [`name: is ${name}, the topology says ${model.chaincode}`]),
    ...memberFaults(directory, model),
  ];
  if (faults.length > 0) throw refuse(file, faults);
  return { name, label, version, environment, directory, ...findShim(file, directory) };
}

/** Copies the chaincode into the network's directory, where later builds do not change it. */
export function copyChaincode({ directory }: Deployment, layout: Layout): void {
  removeFolder(layout.chaincode);
  const withoutLibraries = (source: string): boolean => path.basename(source) !== 'node_modules';
  try {
    cpSync(directory, layout.chaincodeCode, { recursive: true, filter: withoutLibraries });
  } catch (error) {
    throw new NetworkError('STORAGE_FAILED', `${directory} cannot be copied: ${messageOf(error)}`, {
      next: 'Look for free room (df -h) and for the rights of the folder, then run the command again.',
    });
  }
}

function readDocument(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw refuse(file, [messageOf(error)]);
  }
}

function findShim(file: string, directory: string): { shimCli: string; modules: readonly string[] } {
  const manifest = path.join(directory, 'package.json');
  try {
    const load = createRequire(manifest);
    const shimCli = path.join(path.dirname(load.resolve('fabric-shim/package.json')), 'cli.js');
    return {
      shimCli,
      modules: (load.resolve.paths('fabric-shim') ?? []).filter((folder) => existsSync(folder)),
    };
  } catch (error) {
    throw refuse(file, [`directory: fabric-shim is not installed for ${directory}: ${messageOf(error)}`]);
  }
}

const refuse = (file: string, faults: readonly string[]): NetworkError =>
  new NetworkError('BAD_DEPLOYMENT', `${file} cannot be used`, {
    faults,
    next: 'Stage the chaincode with "npm run package", or name another deployment with --deployment.',
  });
