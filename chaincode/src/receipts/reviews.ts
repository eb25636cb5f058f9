// SPDX-License-Identifier: Apache-2.0
import type { Match, Review, ReviewRecord } from '@meterpki/protocol';
import { reviewKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';

/** Reviews of those who attested the key that verified a receipt. */
export async function reviewsOf({ state }: LedgerTransaction, { candidate }: Match): Promise<Review[]> {
  const { attestations, activated } = candidate.record;
  const reviews: Review[] = [];
  if (activated === undefined) return reviews;
  for (const { mspId, identity } of attestations) {
    const review = await state.get<ReviewRecord>(reviewKey(mspId, identity));
    if (review !== undefined) reviews.push(review);
  }
  return reviews;
}
