// SPDX-License-Identifier: Apache-2.0
import { readdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Deployment } from '../chaincode/deployment.js';
import type { Layout } from '../directory/layout.js';
import { removeFolder } from '../directory/private-files.js';
import { findRecord, type ModeName, type NetworkRecord } from '../directory/record.js';
import { NetworkError } from '../errors.js';
import type { Mode } from '../mode.js';
import type { NetworkModel } from '../model/network-model.js';
import { modeOf } from './modes.js';

/** Names that this tool gives to files and folders of a network. */
const OWN_NAMES = [
  ...[
    'network.json',
    'network.lock',
    'ledger.json',
    'trust.json',
    'crypto-config.yaml',
    'configtx.yaml',
    'genesis.block',
  ],
  ...[
    'prometheus.yml',
    'docker-compose.yaml',
    '.env',
    'crypto-config',
    'own-material',
    'profiles',
    'logs',
    'processes',
    'chaincode',
    'nodes',
  ],
];

const isOwn = (name: string): boolean => OWN_NAMES.some((own) => name === own || name.startsWith(`${own}.`));

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * Refuses a directory in which other files stand: `down` would delete them.
 * @throws {@link NetworkError} `BAD_OPTION`
 */
export function refuseForeign({ root }: Layout): void {
  const foreign = entriesOf(root).filter((name) => !isOwn(name));
  if (foreign.length === 0) return;
  throw new NetworkError('BAD_OPTION', `${root} holds files that are no part of a network`, {
    faults: foreign.slice(0, 10),
    next: 'Name an empty directory with --dir, or move these files elsewhere.',
  });
}

/** Leaves no empty directory behind where nothing was made. */
export function removeIfEmpty({ root }: Layout): void {
  if (entriesOf(root).length > 0) return;
  try {
    rmdirSync(root);
  } catch {
    // Somebody put a file there, or the directory was never made.
  }
}

/**
 * Stops and deletes what an `up` left behind that did not come to its end. Nothing in it was ever used.
 * @throws {@link NetworkError} `NODE_FAILED`, `STORAGE_FAILED`
 */
export async function clearUnfinished(
  layout: Layout,
  mode: Mode,
  say: (text: string) => void,
): Promise<void> {
  const left = entriesOf(layout.root).filter((name) => isOwn(name) && !name.startsWith('network.lock'));
  if (left.length === 0) return;
  say('clearing away what an earlier attempt left');
  const record = findRecord(layout);
  // What was begun in another mode is cleared away by that one.
  const former = record === undefined ? mode : modeOf(record.mode);
  await former.stop(layout);
  if (record !== undefined) await former.remains(layout, record).remove();
  for (const name of left) removeFolder(path.join(layout.root, name));
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
