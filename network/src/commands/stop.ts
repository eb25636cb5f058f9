// SPDX-License-Identifier: Apache-2.0
import { removeDescriptor } from '../directory/descriptor.js';
import { lockToClear } from '../directory/lock.js';
import { requireRecord } from '../directory/record.js';
import { modeOf } from './modes.js';
import { networkLayout, type NetworkOptions } from './network-options.js';

/**
 * Stops a network; its ledger stays.
 * @returns names of what ran
 * @throws {@link NetworkError} `NETWORK_UNKNOWN`, `NETWORK_BUSY`, `NODE_FAILED`
 */
export async function stop(options: NetworkOptions): Promise<readonly string[]> {
  const layout = networkLayout(options);
  const { mode } = requireRecord(layout);
  const release = lockToClear(layout, 'stop');
  try {
    removeDescriptor(layout);
    return await modeOf(mode).stop(layout);
  } finally {
    release();
  }
}
