// SPDX-License-Identifier: Apache-2.0
import { aborted, type CallControl } from '../calls/abort';
import type { Committed } from '../calls/ledger-calls';
import type { Journal } from './journal';
import { journaled } from './journaled';

/** How many transactions are on their way at once unless told otherwise. */
const DEFAULT_IN_FLIGHT = 4;

/** A transaction's items and what it is told besides. */
export interface BulkBatch<Item> {
  readonly items: readonly Item[];
}

/** How long work is carried out. */
export interface BulkOptions<Item> extends Pick<CallControl, 'signal'> {
  /** Remembers what is on the ledger. */
  readonly journal?: Journal;
  /** A digest of an item, 64 hex digits: what the journal knows it by. */
  readonly digestOf?: (item: Item) => string;
  /** How many transactions may be on their way at once; 4 unless given. */
  readonly inFlight?: number;
}

/** Submits one batch. */
export type SubmitBatch<Batch, Result> = (batch: Batch, control: CallControl) => Promise<Committed<Result>>;

/** A batch and what became of it. */
export interface BulkOutcome<Batch, Result> {
  readonly batch: Batch;
  readonly committed: Committed<Result>;
}

interface Settled<Batch, Result> {
  readonly batch: Batch;
  readonly outcome?: Committed<Result>;
  readonly failure?: { readonly error: unknown };
}

/**
 * Submits batches, several at once, and tells of each in order as it is committed. The first failure ends the run: nothing
 * more is sent, and what was on its way is waited for and told.
 * @throws {@link ClientError} what `submit` throws; `ABORTED`
 */
export async function* runBulk<Item, Batch extends BulkBatch<Item>, Result>(
  batches: Iterable<Batch>,
  submit: SubmitBatch<Batch, Result>,
  options: BulkOptions<Item> = {},
): AsyncGenerator<BulkOutcome<Batch, Result>, void, undefined> {
  const { inFlight = DEFAULT_IN_FLIGHT, signal, journal, digestOf } = options;
  const waiting = batches[Symbol.iterator]();
  const underway: Promise<Settled<Batch, Result>>[] = [];
  const first: { failure?: { readonly error: unknown } } = {};
  const settle = async (batch: Batch): Promise<Settled<Batch, Result>> => {
    try {
      const items = digestOf === undefined ? [] : batch.items.map(digestOf);
      const control = signal === undefined ? {} : { signal };
      const outcome = await journaled(journal, items, control, (noted) => submit(batch, noted));
      return { batch, outcome };
    } catch (error) {
      first.failure ??= { error };
      return { batch, failure: { error } };
    }
  };
  const start = (): void => {
    if (first.failure !== undefined || signal?.aborted === true) return;
    const next = waiting.next();
    if (next.done !== true) underway.push(settle(next.value));
  };
  for (let count = 0; count < Math.max(1, inFlight); count += 1) start();
  try {
    for (let oldest = underway.shift(); oldest !== undefined; oldest = underway.shift()) {
      const { batch, outcome } = await oldest;
      start();
      if (outcome !== undefined) yield { batch, committed: outcome };
    }
  } finally {
    await Promise.all(underway);
  }
  if (first.failure !== undefined) throw first.failure.error;
  if (signal?.aborted === true && waiting.next().done !== true) throw aborted(signal);
}
