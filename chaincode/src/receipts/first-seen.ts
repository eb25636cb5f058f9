// SPDX-License-Identifier: Apache-2.0
import { isProved, type Evidence, type Fault, type ListRecord } from '@meterpki/protocol';
import { endOf, seenPrefix } from '../state/keys';
import { refuseAny } from '../transaction/faults';
import type { LedgerTransaction } from '../transaction/transaction';

/** The length of a time in keys. */
const TIME = 24;

/** The earliest recorded check of this receipt by itself. */
async function fromState({ state }: LedgerTransaction, receiptId: string): Promise<number[]> {
  const prefix = seenPrefix(receiptId);
  const [earliest] = await state.range(prefix, endOf(prefix), 1);
  return earliest === undefined ? [] : [Date.parse(earliest.key.slice(prefix.length, prefix.length + TIME))];
}

/** The time of the record that a proof names, or what is wrong with the proof. */
async function fromProof(
  { state }: LedgerTransaction,
  evidence: Evidence,
  path: string,
): Promise<number | Fault> {
  const record = await state.get<ListRecord>(evidence.record);
  if (record === undefined)
    return { path: `${path}.record`, code: 'CHECK_UNKNOWN', text: 'nothing is recorded under it' };
  if (isProved(evidence, record)) return Date.parse(record.time);
  const text = 'leaf, index and path do not lead to the root of the record; take them from the answer';
  return { path, code: 'EVIDENCE_INVALID', text };
}

/**
 * When the ledger first recorded checks of receipts that a key verified: from state for those recorded by themselves, and
 * by the proofs of the call for those recorded in lists. Proofs about other receipts matter to nobody and are left aside.
 * @param receiptIds - the receipts whose verdicts hang on it
 * @returns milliseconds since 1970, by receipt ID
 * @throws Refusal EVIDENCE_INVALID, CHECK_UNKNOWN, with every proof that is wrong
 */
export async function firstSeen(
  transaction: LedgerTransaction,
  receiptIds: ReadonlySet<string>,
  evidence: readonly Evidence[],
): Promise<ReadonlyMap<string, number>> {
  const seen = new Map<string, number[]>();
  for (const receiptId of receiptIds) seen.set(receiptId, await fromState(transaction, receiptId));
  const faults: Fault[] = [];
  for (const [index, one] of evidence.entries()) {
    const times = seen.get(one.leaf.receiptId);
    if (times === undefined) continue;
    const found = await fromProof(transaction, one, `argument.evidence[${index}]`);
    if (typeof found === 'number') times.push(found);
    else faults.push(found);
  }
  refuseAny(faults);
  const known = [...seen].filter(([, times]) => times.length > 0);
  return new Map(known.map(([receiptId, times]) => [receiptId, Math.min(...times)]));
}
