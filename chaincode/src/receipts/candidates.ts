// SPDX-License-Identifier: Apache-2.0
import type { MeterRecord, ReadReceipt } from '@meterpki/protocol';
import { metersUnder } from '../registry/aliases';
import { meterKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';

/** The meters that a receipt may come from: the one that was asked for, which always wins, else those that carry an alias of it. */
export async function candidateMeters(
  transaction: LedgerTransaction,
  read: ReadReceipt,
  asked: string | undefined,
): Promise<MeterRecord[]> {
  const meterIds = new Set(asked === undefined ? [] : [asked]);
  const aliases = asked === undefined && read.kind === 'receipt' ? read.receipt.aliases : [];
  for (const alias of aliases) for (const found of await metersUnder(transaction, alias)) meterIds.add(found);
  const meters: MeterRecord[] = [];
  for (const meterId of meterIds) {
    const meter = await transaction.state.get<MeterRecord>(meterKey(meterId));
    if (meter !== undefined) meters.push(meter);
  }
  return meters;
}
