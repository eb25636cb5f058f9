// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';

import { directoryOwner } from '../directory/owner-lock.js';
import { isRunning } from '../directory/process-identity.js';
import { DevledgerError } from '../errors.js';

const STOP_MILLISECONDS = 30_000;
const POLL_MILLISECONDS = 50;

/**
 * Stops the ledger of a data directory and waits until it has ended.
 *
 * @throws {@link DevledgerError} `NOT_RUNNING`, `STOP_TIMEOUT`
 */
export async function stop(directory: string): Promise<void> {
  const owner = directoryOwner(directory);
  if (owner === undefined) throw new DevledgerError('NOT_RUNNING', `no ledger runs on ${directory}`);
  process.kill(owner.pid, 'SIGTERM');
  const end = Date.now() + STOP_MILLISECONDS;
  while (isRunning(owner)) {
    if (Date.now() > end) {
      throw new DevledgerError(
        'STOP_TIMEOUT',
        `process ${owner.pid} did not stop; see its log, then kill it`,
      );
    }
    await delay(POLL_MILLISECONDS);
  }
  process.stdout.write(`embedded ledger stopped\n`);
}
