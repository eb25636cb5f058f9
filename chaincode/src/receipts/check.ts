// SPDX-License-Identifier: Apache-2.0
import {
  ListWatch,
  isMatch,
  judge,
  type CheckOutcome,
  type Circumstances,
  type Evidence,
  type Judgement,
} from '@meterpki/protocol';
import { reviewsOf } from '../registry/reviews';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import { firstSeen } from './first-seen';
import { receiptsOf } from './input';
import { matchAll, type MatchedReceipt } from './matching';

/** An outcome, and whether a key verified the receipt: only then is the check evidence that it existed. */
export interface CheckedReceipt {
  readonly outcome: CheckOutcome;
  readonly matched: boolean;
}

/** A receipt with what was known when it was judged. */
interface JudgedReceipt extends MatchedReceipt {
  readonly circumstances: Circumstances;
  readonly judgement: Judgement;
}

async function judgeFirst(transaction: LedgerTransaction, receipt: MatchedReceipt): Promise<JudgedReceipt> {
  const { match } = receipt;
  if (!isMatch(match)) return { ...receipt, circumstances: {}, judgement: match.judgement };
  const { record, meter } = match.candidate;
  const circumstances = { reviews: await reviewsOf(transaction, record, meter) };
  return { ...receipt, circumstances, judgement: judge(match, circumstances) };
}

/** The receipt's name where its verdict hangs on whether the ledger saw it before. */
const inQuestion = ({ match, judgement }: JudgedReceipt): string[] =>
  isMatch(match) && judgement.verdict !== 'valid' && judgement.reason === 'not-seen-before-revocation'
    ? [match.receiptId]
    : [];

/** Judges anew with what the ledger saw before. */
function judgeAgain(receipt: JudgedReceipt, seen: ReadonlyMap<string, number>): JudgedReceipt {
  const { match, circumstances } = receipt;
  const at = seen.get(match.receiptId ?? '');
  if (!isMatch(match) || at === undefined) return receipt;
  return { ...receipt, judgement: judge(match, { ...circumstances, firstSeen: at }) };
}

const reasonOf = (judgement: Judgement): Pick<CheckOutcome, 'reason'> =>
  judgement.verdict === 'valid' ? {} : { reason: judgement.reason };

function checkedOf({ input, meters, match, judgement }: JudgedReceipt): CheckedReceipt {
  const { receiptId, findings } = match;
  const verdict = { verdict: judgement.verdict, ...reasonOf(judgement) };
  const name = receiptId === undefined ? {} : { receiptId };
  const asked = input.meterId === undefined ? {} : { meterId: input.meterId };
  if (!isMatch(match)) return { outcome: { ...verdict, ...name, ...asked, findings }, matched: false };
  const { meter, record } = match.candidate;
  const ambiguous = input.meterId === undefined && meters.length > 1;
  return {
    outcome: {
      ...verdict,
      ...name,
      meterId: meter.meterId,
      key: record.fingerprint,
      findings: ambiguous ? [...findings, 'alias-ambiguous'] : findings,
    },
    matched: true,
  };
}

/** What the receipts before it in the list add to the findings of one. */
function inList(watch: ListWatch, receipt: JudgedReceipt): CheckedReceipt {
  const { outcome, matched } = checkedOf(receipt);
  const { receiptId, key } = outcome;
  const { read } = receipt;
  if (read.kind !== 'receipt' || receiptId === undefined) return { outcome, matched };
  const found = watch.note({ receipt: read.receipt, receiptId, ...(key === undefined ? {} : { key }) });
  return { outcome: { ...outcome, findings: [...outcome.findings, ...found] }, matched };
}

/**
 * Judges the receipts of the call, in order.
 * @param evidence - proofs that the ledger recorded some of them in earlier lists
 * @throws Refusal INVALID_TRANSIENT, LIST_TOO_COSTLY, EVIDENCE_INVALID, CHECK_UNKNOWN
 */
export async function checkAll(
  transaction: LedgerTransaction,
  evidence: readonly Evidence[] = [],
): Promise<CheckedReceipt[]> {
  const judged: JudgedReceipt[] = [];
  for (const receipt of await matchAll(transaction, receiptsOf(transaction)))
    judged.push(await judgeFirst(transaction, receipt));
  const seen = await firstSeen(transaction, new Set(judged.flatMap(inQuestion)), evidence);
  const watch = new ListWatch();
  return judged.map((receipt) => inList(watch, judgeAgain(receipt, seen)));
}

/** CheckReceipts: verdicts, nothing written. */
export const checkReceipts: Rules<'receipts', 'CheckReceipts'> = async (transaction, { nonce, evidence }) => {
  const outcomes = (await checkAll(transaction, evidence)).map(({ outcome }) => outcome);
  return nonce === undefined ? { outcomes } : { outcomes, nonce };
};
