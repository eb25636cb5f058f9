// SPDX-License-Identifier: Apache-2.0
import {
  chainOf,
  staysAttested,
  type KeyRecord,
  type MeterRecord,
  type Review,
  type ReviewRecord,
} from '@meterpki/protocol';
import { REVIEW_PREFIX, endOf, reviewKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';

/** Up to so many reviews are read at once, which costs one call where there are none; of more, those that matter. */
const MAX_AT_ONCE = 64;

/** Reviews that those who attested a key, or the keys that vouched for it, may be under. */
export async function reviewsOf(
  { state }: LedgerTransaction,
  key: KeyRecord,
  { keys }: MeterRecord,
): Promise<readonly Review[]> {
  const attestations = chainOf(key, keys).flatMap((one) => one.attestations);
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

/** True where a key was made active and its attestations not under review still make it count. */
export const isAttested = async (
  transaction: LedgerTransaction,
  key: KeyRecord,
  meter: MeterRecord,
): Promise<boolean> => staysAttested(key, meter.keys, await reviewsOf(transaction, key, meter));
