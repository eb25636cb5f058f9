// SPDX-License-Identifier: Apache-2.0
import { instantOf, type MeterRecord, type ReadReceipt } from '@meterpki/protocol';
import { metersUnder } from '../registry/aliases';
import { meterKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';

/** IDs of the meter that a receipt names and of those that carry an alias of it. */
async function meterIdsIn(transaction: LedgerTransaction, read: ReadReceipt): Promise<Set<string>> {
  if (read.kind !== 'receipt') return new Set();
  const { meterId, aliases, claimed } = read.receipt;
  const moment = claimed?.milliseconds === undefined ? undefined : instantOf(claimed.milliseconds);
  const meterIds = new Set(meterId === undefined ? [] : [meterId]);
  for (const alias of aliases)
    for (const found of await metersUnder(transaction, alias, moment)) meterIds.add(found);
  return meterIds;
}

/**
 * The meters that a receipt may come from: the one that was asked for, which always wins, else the one that the receipt
 * names and those that carry an alias of it.
 */
export async function candidateMeters(
  transaction: LedgerTransaction,
  read: ReadReceipt,
  asked: string | undefined,
): Promise<MeterRecord[]> {
  const meterIds = asked === undefined ? await meterIdsIn(transaction, read) : new Set([asked]);
  const meters: MeterRecord[] = [];
  for (const meterId of meterIds) {
    const meter = await transaction.state.get<MeterRecord>(meterKey(meterId));
    if (meter !== undefined) meters.push(meter);
  }
  return meters;
}
