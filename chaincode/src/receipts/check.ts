// SPDX-License-Identifier: Apache-2.0
import {
  ListWatch,
  isMatch,
  judge,
  type CheckOutcome,
  type Circumstances,
  type Draft,
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

/** A receipt with its verdict so far. */
interface JudgedReceipt {
  readonly receipt: MatchedReceipt;
  readonly judgement: Judgement;
}

const judgementOf = ({ match }: MatchedReceipt, circumstances: Circumstances): Judgement =>
  isMatch(match) ? judge(match, circumstances) : match.judgement;

/** The receipt's name where its verdict hangs on whether the ledger saw it before. */
const inQuestion = ({ receipt: { match }, judgement }: JudgedReceipt): string[] =>
  isMatch(match) && judgement.verdict !== 'valid' && judgement.reason === 'not-seen-before-revocation'
    ? [match.receiptId]
    : [];

/** What the check says of the key that verified the receipt, or of the meter that was asked for. */
function nameMeter(outcome: Draft<CheckOutcome>, { input, meters, match }: MatchedReceipt): void {
  if (!isMatch(match)) {
    if (input.meterId !== undefined) outcome.meterId = input.meterId;
    return;
  }
  const { meter, record } = match.candidate;
  outcome.meterId = meter.meterId;
  outcome.key = record.fingerprint;
  if (input.meterId === undefined && meters.length > 1)
    outcome.findings = [...outcome.findings, 'alias-ambiguous'];
}

/** The outcome for one receipt, with what those before it in the list add to its findings. */
function checkedOf(watch: ListWatch, receipt: MatchedReceipt, judgement: Judgement): CheckedReceipt {
  const { read, match } = receipt;
  const { receiptId, findings } = match;
  const outcome: Draft<CheckOutcome> = { verdict: judgement.verdict, findings };
  if (judgement.verdict !== 'valid') outcome.reason = judgement.reason;
  if (receiptId !== undefined) outcome.receiptId = receiptId;
  nameMeter(outcome, receipt);
  if (read.kind === 'receipt' && receiptId !== undefined) {
    const found = watch.note({ receipt: read.receipt, receiptId, key: outcome.key });
    if (found.length > 0) outcome.findings = [...outcome.findings, ...found];
  }
  return { outcome, matched: isMatch(match) };
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
  const receipts = await matchAll(transaction, receiptsOf(transaction));
  const keys = receipts.flatMap(({ match }) => (isMatch(match) ? [match.candidate] : []));
  const reviews = await reviewsOf(transaction, keys);
  const judged = receipts.map((receipt) => ({ receipt, judgement: judgementOf(receipt, { reviews }) }));
  const seen = await firstSeen(transaction, new Set(judged.flatMap(inQuestion)), evidence);
  const watch = new ListWatch();
  return judged.map(({ receipt, judgement }) => {
    const at = seen.get(receipt.match.receiptId ?? '');
    const final = at === undefined ? judgement : judgementOf(receipt, { reviews, firstSeen: at });
    return checkedOf(watch, receipt, final);
  });
}

/** CheckReceipts: verdicts, nothing written. */
export const checkReceipts: Rules<'receipts', 'CheckReceipts'> = async (transaction, { nonce, evidence }) => {
  const outcomes = (await checkAll(transaction, evidence)).map(({ outcome }) => outcome);
  return nonce === undefined ? { outcomes } : { outcomes, nonce };
};
