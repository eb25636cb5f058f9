// SPDX-License-Identifier: Apache-2.0
import { TRANSIENT_RECEIPTS, type ReceiptInput } from '@meterpki/protocol';
import type { Transport } from '@meterpki/client';
import type { Load } from '../measure/load';
import { receiptOf, type BenchFormat, type BenchMeter } from './meters';

/** How much is measured. */
export interface ChecksPace {
  /** How often each load gets its turn, after one that does not count. */
  readonly rounds: number;
  /** Single checks of a round, and as many writes of the no-op contract. */
  readonly singles: number;
  /** Lists of each kind in a round. */
  readonly lists: number;
  /** Receipts of a list. */
  readonly size: number;
  readonly format: BenchFormat;
}

/** Single calls under way at once, and lists: as many as an accumulator sends. */
const SINGLES_AT_ONCE = 200;
const LISTS_AT_ONCE = 8;

async function record(
  transport: Transport,
  contract: string,
  receipts: readonly ReceiptInput[],
): Promise<void> {
  const transient = { [TRANSIENT_RECEIPTS]: JSON.stringify(receipts) };
  const { answer } = await transport.submit({ name: `${contract}:RecordChecks`, argument: '{}', transient });
  // Every receipt is genuine: a remark with a reason would mean that something else was measured.
  if (Buffer.from(answer).includes('"reason"')) throw new Error('a genuine receipt was not found valid');
}

/** What the no-op contract does: one write of 100 bytes, or what a recorded check writes and tells, unchecked. */
export type Noop = 'Put' | 'Record';

/** A transaction of the no-op contract for each. */
export const noops = (transport: Transport, name: Noop, { singles }: ChecksPace): Load<number> => ({
  work: Array.from({ length: singles }, (_, at) => at),
  atOnce: SINGLES_AT_ONCE,
  each: 1,
  run: async () => {
    await transport.submit({ name: `noop:${name}`, argument: '{}' });
  },
});

/** A transaction for each receipt. */
export const singleChecks = (
  transport: Transport,
  meters: readonly BenchMeter[],
  { singles, format }: ChecksPace,
): Load<ReceiptInput> => ({
  work: meters.slice(0, singles).map((meter) => receiptOf(meter, 1, format)),
  atOnce: SINGLES_AT_ONCE,
  each: 1,
  run: (receipt) => record(transport, 'receipts', [receipt]),
});

/** Which meters the receipts of a list come from. */
export type Spread = 'neighbours' | 'random';

/** The meters in another order, every order equally likely (Fisher and Yates). */
function shuffled(meters: readonly BenchMeter[]): BenchMeter[] {
  const order = [...meters];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]] as [BenchMeter, BenchMeter];
  }
  return order;
}

function listOf(meters: readonly BenchMeter[], at: number, size: number, spread: Spread): BenchMeter[] {
  if (spread === 'random') return shuffled(meters).slice(0, size);
  const start = (at * size) % meters.length;
  return [...meters, ...meters].slice(start, start + size);
}

/** A transaction for each list. */
export const listedChecks = (
  transport: Transport,
  contract: 'receipts' | 'bare',
  meters: readonly BenchMeter[],
  { lists, size, format }: ChecksPace,
  spread: Spread,
): Load<ReceiptInput[]> => ({
  work: Array.from({ length: lists }, (_, at) =>
    listOf(meters, at, size, spread).map((meter) => receiptOf(meter, at + 2, format)),
  ),
  atOnce: LISTS_AT_ONCE,
  each: size,
  run: (receipts) => record(transport, contract, receipts),
});
