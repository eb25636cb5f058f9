// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import { ClientError } from '../errors';
import { unlessAborted } from './abort';

/** How often and after what pauses a transaction that met a conflict is made anew. */
export interface RetryOptions {
  /** Attempts in all; 5 unless given. */
  readonly attempts?: number;
  /** Waits so many milliseconds; for tests. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

const DEFAULT_ATTEMPTS = 5;

/** Milliseconds that a pause may last at most, the first and the longest: each is twice the one before. */
interface Pauses {
  readonly first: number;
  readonly longest: number;
}

const afterConflicts: Pauses = { first: 200, longest: 2000 };

/** Peers tell each other every five seconds that they are there. */
const untilPeersAreKnown: Pauses = { first: 1000, longest: 4000 };

/** Two transactions wrote the same in one block; the later one may be made anew. No other ordered transaction is. */
const conflicts: ReadonlySet<string | undefined> = new Set(['MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT']);

/** Refusals that say nothing of the state, or that smaller lists are the cure for: a second look would find the same. */
const aboutTheInput: ReadonlySet<string | undefined> = new Set([
  'INVALID_ARGUMENT',
  'INVALID_TRANSIENT',
  'TRANSACTION_UNKNOWN',
  'RECEIPT_IN_ARGUMENT',
  'LIST_TOO_COSTLY',
  'TOO_MANY_FAILURES',
]);

/** Nothing was written, and another attempt may well succeed. */
const isConflict = ({ code, validationCode }: ClientError): boolean =>
  code === 'ENDORSEMENTS_DIFFER' || (code === 'COMMIT_FAILED' && conflicts.has(validationCode));

/** How often an error may be met before it is passed on, of so many attempts. */
export type Patience = (error: unknown, attempts: number) => number;

/**
 * How often an error may be met before it is passed on. A peer that is a block behind refuses what it does
 * not know yet, so that a refusal counts when it is met twice.
 */
const patienceWith: Patience = (error, attempts) => {
  if (!(error instanceof ClientError)) return 1;
  if (isConflict(error) || error.code === 'ENDORSERS_MISSING') return attempts;
  const isRefusal = error.code === 'LEDGER_REFUSED' && !aboutTheInput.has(error.refusal?.code);
  return isRefusal ? Math.min(2, attempts) : 1;
};

/** Between half a bound that doubles and the bound: callers that met once shall not meet again. */
function pauseAfter(error: unknown, attempt: number): number {
  const isMissing = error instanceof ClientError && error.code === 'ENDORSERS_MISSING';
  const { first, longest } = isMissing ? untilPeersAreKnown : afterConflicts;
  const bound = Math.min(longest, first * 2 ** (attempt - 1));
  return Math.ceil(bound * (0.5 + Math.random() / 2));
}

/**
 * Runs `attempt` and, while patience lasts, runs it again after a pause.
 * @param signal - ends a pause between attempts
 * @throws what the last attempt threw; {@link ClientError} `ABORTED`
 */
export async function repeat<T>(
  attempt: () => Promise<T>,
  patience: Patience,
  options: RetryOptions,
  signal?: AbortSignal,
): Promise<T> {
  const attempts = options.attempts ?? DEFAULT_ATTEMPTS;
  const pause = options.pause ?? ((milliseconds: number) => delay(milliseconds));
  for (let made = 1; ; made++) {
    try {
      return await attempt();
    } catch (error) {
      if (made >= patience(error, attempts)) throw error;
      await unlessAborted(pause(pauseAfter(error, made)), signal);
    }
  }
}

/**
 * Runs `attempt` and, after a conflict of reads, differing endorsements or where peers are not known yet, runs it again as
 * a new transaction, a bounded number of times; after a refusal once more.
 * @param signal - ends a pause between attempts
 * @throws what the last attempt threw; {@link ClientError} `ABORTED`
 */
export const retryConflicts = <T>(
  attempt: () => Promise<T>,
  options: RetryOptions,
  signal?: AbortSignal,
): Promise<T> => repeat(attempt, patienceWith, options, signal);
