// SPDX-License-Identifier: Apache-2.0
import {
  ListWatch,
  compromisedSince,
  isMatch,
  judge,
  matchReceipt,
  readReceipt,
  type CheckOutcome,
  type FirstSeen,
  type Judgement,
  type Match,
  type ReadReceipt,
  type ReceiptInput,
} from '@meterpki/protocol';
import { isAttested } from '../registry/reviews';
import { endOf, seenPrefix } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import { candidateMeters } from './candidates';
import { receiptsOf } from './input';

/** An outcome, and whether a key verified the receipt: only then is the check evidence that it existed. */
export interface CheckedReceipt {
  readonly outcome: CheckOutcome;
  readonly matched: boolean;
}

/** When the ledger first recorded this receipt; asked only where it matters. */
async function firstSeen({ state }: LedgerTransaction, match: Match): Promise<FirstSeen> {
  if (compromisedSince(match) === undefined) return undefined;
  const prefix = seenPrefix(match.receiptId);
  const [earliest] = await state.range(prefix, endOf(prefix), 1);
  return earliest === undefined
    ? undefined
    : Date.parse(earliest.key.slice(prefix.length, prefix.length + 24));
}

const reasonOf = (judgement: Judgement): Pick<CheckOutcome, 'reason'> =>
  judgement.verdict === 'valid' ? {} : { reason: judgement.reason };

async function check(
  transaction: LedgerTransaction,
  { meterId }: ReceiptInput,
  read: ReadReceipt,
): Promise<CheckedReceipt> {
  const meters = await candidateMeters(transaction, read, meterId);
  const match = matchReceipt({ read, meters, algorithms: transaction.policy.algorithms });
  if (!isMatch(match)) {
    const { judgement, receiptId, findings } = match;
    const names = {
      ...(receiptId === undefined ? {} : { receiptId }),
      ...(meterId === undefined ? {} : { meterId }),
    };
    return {
      outcome: { verdict: judgement.verdict, ...reasonOf(judgement), ...names, findings },
      matched: false,
    };
  }
  const { receiptId, candidate, findings } = match;
  const judgement = judge(match, {
    firstSeen: await firstSeen(transaction, match),
    attested: await isAttested(transaction, candidate.record),
  });
  const ambiguous = meterId === undefined && meters.length > 1;
  return {
    outcome: {
      verdict: judgement.verdict,
      ...reasonOf(judgement),
      receiptId,
      meterId: candidate.meter.meterId,
      key: candidate.record.fingerprint,
      findings: ambiguous ? [...findings, 'alias-ambiguous'] : findings,
    },
    matched: true,
  };
}

/** What the receipts before it in the list add to the findings of one. */
function inList(watch: ListWatch, read: ReadReceipt, { outcome, matched }: CheckedReceipt): CheckedReceipt {
  const { receiptId, key } = outcome;
  if (read.kind !== 'receipt' || receiptId === undefined) return { outcome, matched };
  const found = watch.note({ receipt: read.receipt, receiptId, ...(key === undefined ? {} : { key }) });
  return { outcome: { ...outcome, findings: [...outcome.findings, ...found] }, matched };
}

/** Judges the receipts of the call, in order. */
export async function checkAll(transaction: LedgerTransaction): Promise<CheckedReceipt[]> {
  const checked: CheckedReceipt[] = [];
  const watch = new ListWatch();
  for (const receipt of receiptsOf(transaction)) {
    const read = readReceipt(receipt.text, receipt.format);
    checked.push(inList(watch, read, await check(transaction, receipt, read)));
  }
  return checked;
}

/** CheckReceipts: verdicts, nothing written. */
export const checkReceipts: Rules<'receipts', 'CheckReceipts'> = async (transaction, { nonce }) => {
  const outcomes = (await checkAll(transaction)).map(({ outcome }) => outcome);
  return nonce === undefined ? { outcomes } : { outcomes, nonce };
};
