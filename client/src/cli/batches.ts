// SPDX-License-Identifier: Apache-2.0
import { canonicalHash } from '@meterpki/protocol';
import { runBulk } from '../bulk/run-bulk';
import type { Journal } from '../bulk/journal';
import { mayBeWritten } from '../bulk/journaled';
import type { CallControl } from '../calls/abort';
import type { Committed } from '../calls/ledger-calls';
import { withPlaces, type Item } from './input/items';
import { Progress } from './progress';
import type { Streams } from './streams';

/** The most items of one transaction that writes. */
const MAX_ITEMS = 500;

/** One transaction: its items, and what it is told besides. */
export interface Batch<T, Context> {
  readonly context: Context;
  readonly items: readonly Item<T>[];
}

/** Items of one context in as many transactions as they need, order kept. */
export function batchesOf<T, Context>(
  groups: ReadonlyMap<Context, readonly Item<T>[]>,
  size = MAX_ITEMS,
): Batch<T, Context>[] {
  return [...groups].flatMap(([context, items]) =>
    Array.from({ length: Math.ceil(items.length / size) }, (_, index) => ({
      context,
      items: items.slice(index * size, (index + 1) * size),
    })),
  );
}

/** How to submit a batch, and how to tell of it. */
export interface BatchWork<T, Context, Result> {
  readonly submit: (
    values: readonly T[],
    context: Context,
    control: CallControl,
  ) => Promise<Committed<Result>>;
  readonly tell: (committed: Committed<Result>, items: readonly Item<T>[]) => void;
  /** Knows what is on the ledger already; with it several batches are on their way at once. */
  readonly journal?: Journal;
}

/** What a journal knows an item by. */
export const itemDigest = ({ value }: Item<unknown>): string => canonicalHash(value);

/**
 * Submits batches and tells of each when it is committed: what was written before a failure is known.
 * @throws ClientError what a submission throws, its faults named by their places in files
 */
export async function submitBatches<T, Context, Result>(
  batches: readonly Batch<T, Context>[],
  { submit, tell, journal }: BatchWork<T, Context, Result>,
  streams: Streams,
): Promise<void> {
  const total = batches.reduce((sum, { items }) => sum + items.length, 0);
  const progress = new Progress(streams, 'items', total);
  let done = 0;
  const submitted = runBulk<Item<T>, Batch<T, Context>, Result>(
    batches,
    async ({ items, context }, control) => {
      try {
        return await submit(
          items.map(({ value }) => value),
          context,
          control,
        );
      } catch (error) {
        throw withPlaces(error, items);
      }
    },
    journal === undefined ? { inFlight: 1 } : { journal, digestOf: itemDigest },
  );
  try {
    for await (const { batch, committed } of submitted) {
      tell(committed, batch.items);
      done += batch.items.length;
      progress.advance(batch.items.length);
    }
  } catch (error) {
    // A journal knows of the others that were on their way.
    const isOpen = mayBeWritten(error) || (journal !== undefined && journal.open.length > 0);
    const rest = isOpen ? 'whether more of them are is not known' : 'the rest is not';
    if (done > 0) streams.note(`meterpki: ${done} of ${total} are on the ledger; ${rest}.`);
    throw error;
  }
}
