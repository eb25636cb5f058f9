// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import { ClientError } from '../errors';

/** How often and after what pauses a transaction that met a conflict is made anew. */
export interface RetryOptions {
  /** Attempts in all; 5 unless given. */
  readonly attempts?: number;
  /** Waits so many milliseconds; for tests. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

const DEFAULT_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2000;

/** Two transactions wrote the same in one block; the later one may be made anew. Nothing else is. */
const conflicts: ReadonlySet<string | undefined> = new Set(['MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT']);

const isConflict = (error: unknown): boolean =>
  error instanceof ClientError && error.code === 'COMMIT_FAILED' && conflicts.has(error.validationCode);

/** Any time up to a bound that doubles: callers that met once shall not meet again. */
function pauseBefore(attempt: number): number {
  const bound = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  return Math.ceil(Math.random() * bound);
}

/**
 * Runs `attempt` and, after a conflict of reads, runs it again as a new transaction, a bounded number of times.
 * @throws what the last attempt threw
 */
export async function retryConflicts<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const attempts = options.attempts ?? DEFAULT_ATTEMPTS;
  const pause = options.pause ?? ((milliseconds: number) => delay(milliseconds));
  for (let made = 1; ; made++) {
    try {
      return await attempt();
    } catch (error) {
      if (made >= attempts || !isConflict(error)) throw error;
      await pause(pauseBefore(made));
    }
  }
}
