// SPDX-License-Identifier: Apache-2.0
import { lockNetwork } from '../directory/lock.js';
import { completeRecord } from '../directory/record.js';
import { NetworkError } from '../errors.js';
import type { CommandContext } from './command-context.js';
import { modeOf } from './modes.js';
import { networkLayout, type NetworkOptions } from './network-options.js';
import { requiredPrograms } from './preflight.js';

/**
 * Stops and starts one node or chaincode service and waits until it is healthy.
 * @throws {@link NetworkError} `NODE_UNKNOWN`, `NODE_FAILED`, `NETWORK_STOPPED`,
 * `NETWORK_UNKNOWN`, `NETWORK_INCOMPLETE`, `PROGRAM_MISSING`
 */
export async function restart(
  options: NetworkOptions,
  name: string,
  { signal }: CommandContext,
): Promise<void> {
  const layout = networkLayout(options);
  const record = completeRecord(layout);
  const release = lockNetwork(layout, `restart ${name}`);
  try {
    const mode = modeOf(record.mode);
    const states = await mode.states(layout, record);
    if (states.every(({ running }) => !running)) throw stopped(record.model.name);
    await mode.restart({ layout, record, programs: await requiredPrograms(), signal }, name);
  } finally {
    release();
  }
}

const stopped = (name: string): NetworkError =>
  new NetworkError('NETWORK_STOPPED', `the network ${name} is stopped`, {
    next: 'Start it whole with "network start".',
  });
