// SPDX-License-Identifier: Apache-2.0
import { requireRecord } from '../directory/record.js';
import { NetworkError } from '../errors.js';
import type { LogOptions } from '../mode.js';
import { printLogFile } from '../native/print-log.js';
import { COMMANDS_LOG } from '../programs/run-program.js';
import { modeOf } from './modes.js';
import { networkLayout, type NetworkOptions } from './network-options.js';

/**
 * Prints the log of a node or service; `commands` is the log of Fabric's programs that this tool ran.
 * @throws {@link NetworkError} `NETWORK_UNKNOWN`, `NODE_UNKNOWN`, `STORAGE_FAILED`
 */
export async function logs(options: NetworkOptions, name: string, log: LogOptions): Promise<void> {
  const layout = networkLayout(options);
  const record = requireRecord(layout);
  if (name === COMMANDS_LOG) {
    await printLogFile(layout.log(COMMANDS_LOG), log);
    return;
  }
  const mode = modeOf(record.mode);
  const names = (await mode.states(layout, record)).map((state) => state.name);
  if (!names.includes(name)) {
    throw new NetworkError('NODE_UNKNOWN', `there is no node ${name}`, {
      next: `Nodes: ${[...names, COMMANDS_LOG].join(', ')}.`,
    });
  }
  await mode.printLog(layout, name, log);
}
