// SPDX-License-Identifier: Apache-2.0
import { staysAttested, type Attestation, type KeyRecord, type ReviewRecord } from '@meterpki/protocol';
import { REVIEW_PREFIX, endOf, reviewKey } from '../state/keys';
import type { LedgerState } from '../state/ledger-state';
import type { LedgerTransaction } from '../transaction/transaction';

/** Up to so many reviews are read at once, which costs one call where there are none; of more, those that matter. */
const MAX_AT_ONCE = 64;

/** The review that an endorser's work is under, or undefined. */
async function reviewOf(
  state: LedgerState,
  { mspId, identity }: Attestation,
): Promise<ReviewRecord | undefined> {
  const key = reviewKey(mspId, identity);
  const all = await state.range<ReviewRecord>(REVIEW_PREFIX, endOf(REVIEW_PREFIX), MAX_AT_ONCE + 1);
  if (all.length > MAX_AT_ONCE) return state.get<ReviewRecord>(key);
  return all.find((entry) => entry.key === key)?.value;
}

const covers = ({ since, until }: ReviewRecord, { time }: Attestation): boolean =>
  time >= since && (until === undefined || time < until);

/** True where a key was made active and its attestations not under review still meet the quorum that made it so. */
export async function isAttested({ state }: LedgerTransaction, key: KeyRecord): Promise<boolean> {
  const underReview = new Set<Attestation>();
  for (const attestation of key.attestations) {
    const review = await reviewOf(state, attestation);
    if (review !== undefined && covers(review, attestation)) underReview.add(attestation);
  }
  return staysAttested(key, (attestation) => underReview.has(attestation));
}
