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

/** Where the caller names a meter, that one; else the one that the receipt names and those that it leads to. */
async function meterIdsOf(
  transaction: LedgerTransaction,
  { input, read }: ReadInput,
): Promise<readonly string[]> {
  if (input.meterId !== undefined) return [input.meterId];
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
  for (const input of inputs) wanted.push(await meterIdsOf(transaction, input));
  await state.readNeighbours(wanted.flat().map(meterKey));
  const candidates: MeterRecord[][] = [];
  for (const meterIds of wanted) {
    const meters: MeterRecord[] = [];
    for (const meterId of meterIds) {
      const meter = await state.get<MeterRecord>(meterKey(meterId));
      if (meter !== undefined) meters.push(meter);
    }
    candidates.push(meters);
  }
  return candidates;
}
