// SPDX-License-Identifier: Apache-2.0
import {
  chainOf,
  staysAttested,
  type Attestation,
  type CandidateKey,
  type KeyRecord,
  type MeterRecord,
  type Review,
  type ReviewRecord,
} from '@meterpki/protocol';
import { REVIEW_PREFIX, endOf, reviewKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';

/** Up to so many reviews are read at once, which costs one call where there are none; of more, those that matter. */
const MAX_AT_ONCE = 64;

/** A key with its meter. */
type HeldKey = Pick<CandidateKey, 'record' | 'meter'>;

/** Attestations of a key, and of the keys that vouched for it. */
const attestationsOf = ({ record, meter }: HeldKey): readonly Attestation[] =>
  chainOf(record, meter.keys).flatMap(({ attestations }) => attestations);

async function eachReview(
  { state }: LedgerTransaction,
  attestations: readonly Attestation[],
): Promise<readonly Review[]> {
  const reviews: Review[] = [];
  for (const { mspId, identity } of attestations) {
    const review = await state.get<ReviewRecord>(reviewKey(mspId, identity));
    if (review !== undefined) reviews.push(review);
  }
  return reviews;
}

/**
 * For each of several keys the reviews that those who attested it, or the keys that vouched for it, may be under.
 * @param keys - undefined where no key is asked about
 */
export async function reviewsOf(
  transaction: LedgerTransaction,
  keys: readonly (HeldKey | undefined)[],
): Promise<readonly (readonly Review[])[]> {
  const attested = keys.map((key) => (key === undefined ? [] : attestationsOf(key)));
  if (attested.every((attestations) => attestations.length === 0)) return attested.map(() => []);
  const [start, end] = [REVIEW_PREFIX, endOf(REVIEW_PREFIX)];
  const all = await transaction.state.range<ReviewRecord>(start, end, MAX_AT_ONCE + 1);
  if (all.length <= MAX_AT_ONCE) {
    const reviews = all.map(({ value }) => value);
    return attested.map(() => reviews);
  }
  const found: (readonly Review[])[] = [];
  for (const attestations of attested) found.push(await eachReview(transaction, attestations));
  return found;
}

/** True where a key was made active and its attestations not under review still make it count. */
export const isAttested = async (
  transaction: LedgerTransaction,
  record: KeyRecord,
  meter: MeterRecord,
): Promise<boolean> =>
  staysAttested(record, meter.keys, (await reviewsOf(transaction, [{ record, meter }])).flat());
