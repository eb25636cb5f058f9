// SPDX-License-Identifier: Apache-2.0
import { readdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Deployment } from '../chaincode/deployment.js';
import type { Layout } from '../directory/layout.js';
import { isFirstName, isLockName, isOwnName } from '../directory/own-names.js';
import { removeFolder } from '../directory/private-files.js';
import type { ModeName, NetworkRecord } from '../directory/record.js';
import { messageOf, NetworkError, systemCode } from '../errors.js';
import type { NetworkModel } from '../model/network-model.js';
import { modeOf } from './modes.js';

const MOST_NAMED = 10;

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw new NetworkError('STORAGE_FAILED', `${folder} cannot be read: ${messageOf(error)}`, {
      next: 'Name another directory with --dir, or look for the rights of this one.',
    });
  }
}

/**
 * Refuses a directory in which files of somebody else stand: `up` and `down` would delete them. Only its record makes
 * files those of a network; without one, a name proves nothing.
 * @throws {@link NetworkError} `BAD_OPTION`, `STORAGE_FAILED`
 */
export function refuseForeign({ root, record }: Layout): void {
  const entries = entriesOf(root);
  const hasRecord = entries.includes(path.basename(record));
  const foreign = entries.filter((name) =>
    hasRecord ? !isOwnName(name) : !isLockName(name) && !isFirstName(name),
  );
  if (foreign.length === 0) return;
  const faults = foreign.slice(0, MOST_NAMED);
  if (foreign.length > MOST_NAMED) faults.push(`and ${foreign.length - MOST_NAMED} more`);
  const move = 'Name an empty directory with --dir, or move these files elsewhere.';
  if (hasRecord) {
    const text = `${root} holds files that are no part of a network`;
    throw new NetworkError('BAD_OPTION', text, { faults, next: move });
  }
  throw new NetworkError('BAD_OPTION', `${root} holds files, and no network.json that makes them a network`, {
    faults,
    next: `${move} If they are a network's, restore its network.json from a backup.`,
  });
}

/** Leaves no empty directory behind where nothing was made. */
export function removeIfEmpty({ root }: Layout): void {
  try {
    rmdirSync(root);
  } catch {
    // Something stands there, or the directory was never made.
  }
}

/**
 * Deletes every file and folder of a network but the lock. The record goes last: who was interrupted goes on with it.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export function removeContents({ root, record, lock }: Layout): void {
  const kept = [record, lock].map((file) => path.basename(file));
  for (const name of entriesOf(root)) {
    if (isOwnName(name) && !kept.includes(name)) removeFolder(path.join(root, name));
  }
  removeFolder(record);
}

/**
 * Stops and deletes what an `up` left behind that did not come to its end, as its record says. Nothing in it was ever
 * used.
 * @throws {@link NetworkError} `NODE_FAILED`, `STORAGE_FAILED`
 */
export async function clearUnfinished(
  layout: Layout,
  record: NetworkRecord,
  say: (text: string) => void,
): Promise<void> {
  say('clearing away what an earlier attempt left');
  // What was begun in another mode is cleared away by that one.
  const former = modeOf(record.mode);
  await former.stop(layout);
  await former.remains(layout, record).remove();
  removeContents(layout);
}

/**
 * Refuses to go on with a network that was made from something else.
 * @throws {@link NetworkError} `NETWORK_DIFFERS`
 */
export function refuseDifferent(
  existing: NetworkRecord,
  { model, mode, deployment }: Readonly<{ model: NetworkModel; mode: ModeName; deployment: Deployment }>,
): void {
  const { label } = existing.chaincode;
  const faults = [
    ...(existing.mode === mode ? [] : [`it runs in ${existing.mode} mode, not in ${mode} mode`]),
    ...(isDeepStrictEqual(existing.model, model)
      ? []
      : ['topology, name, port base or demo mark are others']),
    ...(label === deployment.label ? [] : [`it runs the chaincode ${label}, not ${deployment.label}`]),
  ];
  if (faults.length === 0) return;
  throw new NetworkError(
    'NETWORK_DIFFERS',
    `the network ${existing.model.name} was made from something else`,
    {
      faults,
      next: 'Go on with it by "network start", delete it with "network down", or make another with --name and --port-base.',
    },
  );
}
