// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { NetworkError } from '../errors.js';
import type { NetworkModel } from '../model/network-model.js';
import type { Layout } from './layout.js';
import { readJsonIfAny, writePrivateJson } from './private-files.js';

/** How nodes are run. */
export type ModeName = 'native' | 'docker';

/** The chaincode that a network runs: its own copy, made from a deployment file. */
export interface RecordedChaincode {
  readonly name: string;
  readonly label: string;
  /** Version of the definition that every institute approves; it repeats the hashes of the files. */
  readonly version: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The program of fabric-shim that serves it. */
  readonly shimCli: string;
  /** Folders in which the chaincode's libraries are found. */
  readonly modules: readonly string[];
  /** Package ID on the peers of each institute, by its name. */
  readonly packageIds: Readonly<Record<string, string>>;
}

/** What a network was made from, and how far making it came. */
export interface NetworkRecord {
  readonly schema: 1;
  readonly mode: ModeName;
  /** `making` until both institutes endorsed for the first time. */
  readonly phase: 'making' | 'complete';
  readonly model: NetworkModel;
  readonly chaincode: RecordedChaincode;
}

/** Writes what a network is made from. */
export function writeRecord(layout: Layout, record: NetworkRecord): void {
  writePrivateJson(layout.record, record);
}

/** The record of a network; undefined where the directory holds none. */
export function findRecord(layout: Layout): NetworkRecord | undefined {
  const value = readJsonIfAny(layout.record);
  if (isRecord(value)) return value;
  if (!existsSync(layout.record)) return undefined;
  throw new NetworkError('STORAGE_FAILED', `${layout.record} is damaged or of another version`, {
    next: 'Restore it from a backup, or stop the processes named in "processes" and delete the directory.',
  });
}

/**
 * The record of a network that must be there and complete.
 * @throws {@link NetworkError} `NETWORK_UNKNOWN`, `NETWORK_INCOMPLETE`, `STORAGE_FAILED`
 */
export function completeRecord(layout: Layout): NetworkRecord {
  const record = requireRecord(layout);
  if (record.phase === 'complete') return record;
  throw new NetworkError(
    'NETWORK_INCOMPLETE',
    `making the network in ${layout.root} did not come to its end`,
    {
      next: 'Run "network up" again: it clears away what is half made and starts anew.',
    },
  );
}

/**
 * The record of a network that must be there.
 * @throws {@link NetworkError} `NETWORK_UNKNOWN`, `STORAGE_FAILED`
 */
export function requireRecord(layout: Layout): NetworkRecord {
  const record = findRecord(layout);
  if (record !== undefined) return record;
  throw new NetworkError('NETWORK_UNKNOWN', `there is no network in ${layout.root}`, {
    next: 'Make one with "network up", or name another with --name or --dir.',
  });
}

/** The file is written by this tool alone: what decides over deleting is checked, not each member. */
function isRecord(value: unknown): value is NetworkRecord {
  if (typeof value !== 'object' || value === null || !('model' in value)) return false;
  const { schema, mode, phase } = value as Record<string, unknown>;
  return (
    schema === 1 && (mode === 'native' || mode === 'docker') && (phase === 'making' || phase === 'complete')
  );
}
