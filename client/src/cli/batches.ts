// SPDX-License-Identifier: Apache-2.0
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
  readonly submit: (values: readonly T[], context: Context) => Promise<Committed<Result>>;
  readonly tell: (committed: Committed<Result>, items: readonly Item<T>[]) => void;
}

/**
 * Submits batches one after the other and tells of each when it is committed: what was written before a failure is
 * known.
 * @throws ClientError what a submission throws, its faults named by their places in files
 */
export async function submitBatches<T, Context, Result>(
  batches: readonly Batch<T, Context>[],
  { submit, tell }: BatchWork<T, Context, Result>,
  streams: Streams,
): Promise<void> {
  const total = batches.reduce((sum, { items }) => sum + items.length, 0);
  const progress = new Progress(streams, 'items', total);
  let done = 0;
  for (const { context, items } of batches) {
    try {
      const committed = await submit(
        items.map(({ value }) => value),
        context,
      );
      tell(committed, items);
    } catch (error) {
      if (done > 0) streams.note(`meterpki: ${done} of ${total} are on the ledger; the rest is not.`);
      throw withPlaces(error, items);
    }
    done += items.length;
    progress.advance(items.length);
  }
}
