// SPDX-License-Identifier: Apache-2.0
import {
  planMatch,
  readReceipt,
  refusal,
  type Match,
  type MatchPlan,
  type MeterRecord,
  type NoMatch,
  type ReceiptInput,
} from '@meterpki/protocol';
import type { LedgerTransaction } from '../transaction/transaction';
import { candidateMeters, type ReadInput } from './candidates';
import { inParallel } from './in-parallel';

/** The most signatures that one transaction verifies. */
export const MAX_TRIALS = 2000;

/** From so many receipts on, threads of the pool verify: handing over one signature costs most of a P-256 check. */
const LONG_LIST = 4;

/** So many signatures wait for a thread at a time; more would keep those of other transactions waiting. */
const AT_ONCE = 32;

/** A receipt of the call, the meters that it may come from, and the key that verified it. */
export interface MatchedReceipt extends ReadInput {
  readonly meters: readonly MeterRecord[];
  readonly match: Match | NoMatch;
}

/** Counted before anything is verified, so that a refusal costs no signature check. */
function refuseCostly(plans: readonly MatchPlan[]): void {
  const trials = plans.reduce((sum, plan) => sum + plan.trials, 0);
  if (trials <= MAX_TRIALS) return;
  const text = `may take ${trials} signature checks, and ${MAX_TRIALS} are the most; split the list`;
  throw refusal('LIST_TOO_COSTLY', 'receipts', text);
}

/**
 * Reads receipts, finds their meters, and verifies them.
 * @returns one entry for each receipt, in order
 * @throws Refusal LIST_TOO_COSTLY
 */
export async function matchAll(
  transaction: LedgerTransaction,
  receipts: readonly ReceiptInput[],
): Promise<MatchedReceipt[]> {
  const inputs = receipts.map((input) => ({ input, read: readReceipt(input.text, input.format) }));
  const candidates = await candidateMeters(transaction, inputs);
  const { algorithms } = transaction.policy;
  const plans = inputs.map(({ read }, index) =>
    planMatch({ read, meters: candidates[index] ?? [], algorithms }),
  );
  refuseCostly(plans);
  const matches =
    plans.length < LONG_LIST
      ? plans.map((plan) => plan.run())
      : await inParallel(plans, AT_ONCE, (plan) => plan.runLater());
  const matched: MatchedReceipt[] = [];
  for (const [index, { input, read }] of inputs.entries()) {
    const match = matches[index];
    if (match !== undefined) matched.push({ input, read, meters: candidates[index] ?? [], match });
  }
  return matched;
}
