// SPDX-License-Identifier: Apache-2.0
import {
  instantOf,
  type Instant,
  type MeterRecord,
  type ReadReceipt,
  type ReceiptInput,
} from '@meterpki/protocol';
import { metersUnder } from '../registry/aliases';
import { meterKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';

/** A receipt of the call and what could be read of it. */
export interface ReadInput {
  readonly input: ReceiptInput;
  readonly read: ReadReceipt;
}

const [FIRST, LAST] = ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'].map((text) =>
  Date.parse(text),
) as [number, number];

/** The claimed time as an instant; one that an offset pushes out of the years 0000 to 9999 counts as their edge. */
const nearest = (milliseconds: number): Instant => instantOf(Math.min(LAST, Math.max(FIRST, milliseconds)));

/** The meter that the receipt names, and those that it leads to. */
async function metersIn(transaction: LedgerTransaction, { read }: ReadInput): Promise<readonly string[]> {
  if (read.kind !== 'receipt') return [];
  const { meterId: named, aliases, claimed } = read.receipt;
  const moment = claimed?.milliseconds === undefined ? undefined : nearest(claimed.milliseconds);
  const meterIds = new Set(named === undefined ? [] : [named]);
  for (const alias of aliases)
    for (const found of await metersUnder(transaction, alias, moment)) meterIds.add(found);
  return [...meterIds];
}

/**
 * The meters that each receipt may come from: the one that was asked for, which always wins, else the one that the
 * receipt names and those that carried an alias of it at the time that it claims. Each meter and each alias is read once.
 */
export async function candidateMeters(
  transaction: LedgerTransaction,
  inputs: readonly ReadInput[],
): Promise<MeterRecord[][]> {
  const { state } = transaction;
  const wanted: (readonly string[])[] = [];
  for (const one of inputs) {
    const { meterId } = one.input;
    const meterIds = meterId === undefined ? await metersIn(transaction, one) : [meterId];
    wanted.push(meterIds.map(meterKey));
  }
  await state.readNeighbours(wanted.flat());
  return wanted.map((keys) =>
    keys.map((key) => state.known(key) as MeterRecord | undefined).filter((meter) => meter !== undefined),
  );
}
