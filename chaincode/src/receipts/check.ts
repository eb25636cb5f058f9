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

/** A receipt with what was known when it was judged. */
interface JudgedReceipt {
  readonly receipt: MatchedReceipt;
  readonly circumstances: Circumstances;
  readonly judgement: Judgement;
}

async function judgeFirst(
  transaction: LedgerTransaction,
  receipts: readonly MatchedReceipt[],
): Promise<JudgedReceipt[]> {
  const reviews = await reviewsOf(
    transaction,
    receipts.map(({ match }) => (isMatch(match) ? match.candidate : undefined)),
  );
  return receipts.map((receipt, index) => {
    const { match } = receipt;
    if (!isMatch(match)) return { receipt, circumstances: {}, judgement: match.judgement };
    const circumstances = { reviews: reviews[index] ?? [] };
    return { receipt, circumstances, judgement: judge(match, circumstances) };
  });
}

/** The receipt's name where its verdict hangs on whether the ledger saw it before. */
const inQuestion = ({ receipt: { match }, judgement }: JudgedReceipt): string[] =>
  isMatch(match) && judgement.verdict !== 'valid' && judgement.reason === 'not-seen-before-revocation'
    ? [match.receiptId]
    : [];

/** Judges anew with what the ledger saw before. */
function judgeAgain(judged: JudgedReceipt, seen: ReadonlyMap<string, number>): Judgement {
  const { match } = judged.receipt;
  const at = seen.get(match.receiptId ?? '');
  if (!isMatch(match) || at === undefined) return judged.judgement;
  return judge(match, { ...judged.circumstances, firstSeen: at });
}

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
  const judged = await judgeFirst(transaction, await matchAll(transaction, receiptsOf(transaction)));
  const seen = await firstSeen(transaction, new Set(judged.flatMap(inQuestion)), evidence);
  const watch = new ListWatch();
  return judged.map((one) => checkedOf(watch, one.receipt, judgeAgain(one, seen)));
}

/** CheckReceipts: verdicts, nothing written. */
export const checkReceipts: Rules<'receipts', 'CheckReceipts'> = async (transaction, { nonce, evidence }) => {
  const outcomes = (await checkAll(transaction, evidence)).map(({ outcome }) => outcome);
  return nonce === undefined ? { outcomes } : { outcomes, nonce };
};
