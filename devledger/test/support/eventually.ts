// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';

import { isRunning } from '../../dist/directory/process-identity.js';

/** Waits until a condition holds; the test's own time limit ends it. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(20);
}

/** Whether a process is there and has not ended. */
export function processRuns(pid: number): boolean {
  return isRunning({ pid, started: null });
}
