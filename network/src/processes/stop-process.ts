// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import type { Layout } from '../directory/layout.js';
import { NetworkError, systemCode } from '../errors.js';
import { isAlive, type ProcessIdentity } from './identity.js';
import { forgetProcess, recordedProcess } from './process-file.js';

/** How long a process may take to end by itself. */
const GRACE_MILLISECONDS = 20_000;
const KILLED_MILLISECONDS = 5000;
const LOOK_MILLISECONDS = 50;

/**
 * Ends the recorded process of a name and forgets it. A signal goes only to the very process that was recorded.
 * @returns false where it did not run
 * @throws {@link NetworkError} `NODE_FAILED` where it does not end
 */
export async function stopProcess(layout: Layout, name: string): Promise<boolean> {
  const recorded = recordedProcess(layout, name);
  const running = recorded !== undefined && isAlive(recorded);
  if (running) {
    signal(recorded, 'SIGTERM');
    if (!(await ended(recorded, GRACE_MILLISECONDS))) {
      signal(recorded, 'SIGKILL');
      if (!(await ended(recorded, KILLED_MILLISECONDS))) {
        throw new NetworkError('NODE_FAILED', `${name} (process ${recorded.pid}) does not end`, {
          log: layout.log(name),
          next: 'Run the command again; if it stays, restart the machine.',
        });
      }
    }
  }
  forgetProcess(layout, name, recorded);
  return running;
}

function signal(recorded: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isAlive(recorded)) return;
  try {
    process.kill(recorded.pid, name);
  } catch (error) {
    // It may have ended between the look and the signal.
    if (systemCode(error) !== 'EPERM') return;
    throw new NetworkError('NODE_FAILED', `process ${recorded.pid} belongs to another user`, {
      next: 'Run the command as that user, or as root.',
    });
  }
}

async function ended(recorded: ProcessIdentity, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (isAlive(recorded)) {
    if (Date.now() >= end) return false;
    await delay(LOOK_MILLISECONDS);
  }
  return true;
}
