// SPDX-License-Identifier: Apache-2.0
import type { Alias, MeterRecord, ReadReceipt, ReceiptInput } from '@meterpki/protocol';
import { metersUnder } from '../registry/aliases';
import { meterKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';

/** A receipt of the call and what could be read of it. */
export interface ReadInput {
  readonly input: ReceiptInput;
  readonly read: ReadReceipt;
}

/** A meter that a receipt may come from; `under` are the aliases that led to it, none where an ID did. */
interface Lead {
  readonly meterId: string;
  readonly under: readonly Alias[];
}

/** Where the caller names a meter, that one; else those that the receipt leads to. */
async function leadsOf(transaction: LedgerTransaction, { input, read }: ReadInput): Promise<Lead[]> {
  if (input.meterId !== undefined) return [{ meterId: input.meterId, under: [] }];
  if (read.kind !== 'receipt') return [];
  const { meterId: named, aliases } = read.receipt;
  const leads = new Map<string, Alias[]>();
  for (const alias of aliases) {
    for (const meterId of await metersUnder(transaction, alias))
      leads.set(meterId, [...(leads.get(meterId) ?? []), alias]);
  }
  if (named !== undefined) leads.set(named, []);
  return [...leads].map(([meterId, under]) => ({ meterId, under }));
}

/** True where the meter carried the alias at the claimed time; a receipt without one is tried all the same. */
function carried({ aliases }: MeterRecord, { kind, text }: Alias, claimed: number | undefined): boolean {
  const own = aliases.filter((alias) => alias.kind === kind && alias.text === text);
  return own.some(({ validFrom, validTo }) => {
    if (claimed === undefined) return true;
    const begun = validFrom === undefined || claimed >= Date.parse(validFrom);
    return begun && (validTo === undefined || claimed < Date.parse(validTo));
  });
}

const claimedBy = (read: ReadReceipt): number | undefined =>
  read.kind === 'receipt' ? read.receipt.claimed?.milliseconds : undefined;

/**
 * The meters that each receipt may come from: the one that was asked for, which always wins, else the one that the
 * receipt names and those that carried an alias of it at the time that it claims. Each meter and each alias is read once.
 */
export async function candidateMeters(
  transaction: LedgerTransaction,
  inputs: readonly ReadInput[],
): Promise<MeterRecord[][]> {
  const { state } = transaction;
  const leads: Lead[][] = [];
  for (const input of inputs) leads.push(await leadsOf(transaction, input));
  await state.readAhead(leads.flat().map(({ meterId }) => meterKey(meterId)));
  const candidates: MeterRecord[][] = [];
  for (const [index, { read }] of inputs.entries()) {
    const meters: MeterRecord[] = [];
    for (const { meterId, under } of leads[index] ?? []) {
      const meter = await state.get<MeterRecord>(meterKey(meterId));
      if (meter === undefined) continue;
      const counts = under.length === 0 || under.some((alias) => carried(meter, alias, claimedBy(read)));
      if (counts) meters.push(meter);
    }
    candidates.push(meters);
  }
  return candidates;
}
