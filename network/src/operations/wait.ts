// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import { interrupted } from '../programs/run-program.js';

/** How to wait for a condition. */
export interface WaitOptions {
  readonly milliseconds: number;
  readonly signal?: AbortSignal | undefined;
}

const LOOK_MILLISECONDS = 250;

/**
 * Looks again and again until `look` gives something.
 * @returns what it gave; undefined where the time was over before
 * @throws {@link NetworkError} `INTERRUPTED`, and whatever `look` throws
 */
export async function waitFor<T>(
  look: () => Promise<T | undefined>,
  { milliseconds, signal }: WaitOptions,
): Promise<T | undefined> {
  const end = Date.now() + milliseconds;
  for (;;) {
    if (signal?.aborted === true) throw interrupted();
    const found = await look();
    if (found !== undefined || Date.now() >= end) return found;
    await delay(LOOK_MILLISECONDS);
  }
}
