// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { median } from './ratio';

/** Does the work for every item, with so many under way at once. */
export async function inFlight<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}

/** What a load showed. */
export interface LoadFigures {
  readonly items: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Median time of one piece of work, milliseconds. */
  readonly latency: number;
}

/** How a load is put on. */
export interface Load<T> {
  readonly work: readonly T[];
  readonly atOnce: number;
  /** How many things one piece of work stands for. */
  readonly each: number;
  readonly run: (item: T) => Promise<void>;
}

/** Times a load. @throws what a piece of work throws: a run with failures gives no figures */
export async function timeLoad<T>({ work, atOnce, each, run }: Load<T>): Promise<LoadFigures> {
  const latencies: number[] = [];
  const start = performance.now();
  await inFlight(work, atOnce, async (item) => {
    const begun = performance.now();
    await run(item);
    latencies.push(performance.now() - begun);
  });
  const seconds = (performance.now() - start) / 1000;
  const items = work.length * each;
  return { items, seconds, perSecond: items / seconds, latency: median(latencies) };
}
