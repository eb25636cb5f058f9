// SPDX-License-Identifier: Apache-2.0
import { removeDescriptor } from '../directory/descriptor.js';
import type { Layout } from '../directory/layout.js';
import { lockToClear } from '../directory/lock.js';
import { requireRecord } from '../directory/record.js';
import { NetworkError } from '../errors.js';
import { diskUse } from '../native/disk-use.js';
import { refuseForeign, removeContents, removeIfEmpty } from './existing-network.js';
import { modeOf } from './modes.js';
import { networkLayout, type NetworkOptions } from './network-options.js';

/** What deleting a network would take away. */
export interface Deletion {
  readonly name: string;
  /** One line for each thing that is deleted. */
  readonly described: readonly string[];
}

/** Asks whether to go on. */
export type Agree = (deletion: Deletion) => Promise<boolean>;

/**
 * Stops a network and deletes it with its ledger, keys and logs.
 * @param agree - is shown what will be deleted
 * @throws {@link NetworkError} `NETWORK_UNKNOWN`, `NETWORK_BUSY`, `BAD_OPTION`, `REFUSED`, `NODE_FAILED`, `STORAGE_FAILED`
 */
export async function down(options: NetworkOptions, agree: Agree): Promise<Deletion> {
  const layout = networkLayout(options);
  const record = requireRecord(layout);
  refuseForeign(layout);
  const mode = modeOf(record.mode);
  const remains = mode.remains(layout, record);
  const deletion = {
    name: record.model.name,
    described: [await describeDirectory(layout), ...remains.described],
  };
  if (!(await agree(deletion))) {
    throw new NetworkError('REFUSED', 'nothing was deleted', { next: 'Answer "yes", or give --yes.' });
  }
  const release = lockToClear(layout, 'down');
  try {
    // Others may have written there while the user was asked.
    refuseForeign(layout);
    await mode.stop(layout);
    removeDescriptor(layout);
    await remains.remove();
    removeContents(layout);
  } finally {
    release();
  }
  removeIfEmpty(layout);
  return deletion;
}

async function describeDirectory({ root }: Layout): Promise<string> {
  const megabytes = Math.ceil((await diskUse(root)) / 1_000_000);
  return `${root} (${megabytes} MB): ledgers, private keys, certificates, profiles and logs`;
}
