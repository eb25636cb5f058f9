// SPDX-License-Identifier: Apache-2.0
import { staysAttested, type KeyRecord, type Review, type ReviewRecord } from '@meterpki/protocol';
import { REVIEW_PREFIX, endOf, reviewKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';

/** Up to so many reviews are read at once, which costs one call where there are none; of more, those that matter. */
const MAX_AT_ONCE = 64;

/** Reviews that those who attested a key may be under. */
export async function reviewsOf(
  { state }: LedgerTransaction,
  { attestations }: KeyRecord,
): Promise<readonly Review[]> {
  if (attestations.length === 0) return [];
  const all = await state.range<ReviewRecord>(REVIEW_PREFIX, endOf(REVIEW_PREFIX), MAX_AT_ONCE + 1);
  if (all.length <= MAX_AT_ONCE) return all.map(({ value }) => value);
  const reviews: Review[] = [];
  for (const { mspId, identity } of attestations) {
    const review = await state.get<ReviewRecord>(reviewKey(mspId, identity));
    if (review !== undefined) reviews.push(review);
  }
  return reviews;
}

/** True where a key was made active and its attestations not under review still meet the quorum that made it so. */
export const isAttested = async (transaction: LedgerTransaction, key: KeyRecord): Promise<boolean> =>
  staysAttested(key, await reviewsOf(transaction, key));
