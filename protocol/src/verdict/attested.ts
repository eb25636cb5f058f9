// SPDX-License-Identifier: Apache-2.0
import type { ReviewRecord } from '../records/governance';
import type { Attestation, KeyRecord } from '../records/meter';
import type { Quorum } from '../records/policy';

/** Whose attestations do not count, from which moment on, and until which. */
export type Review = Pick<ReviewRecord, 'mspId' | 'identity' | 'since' | 'until' | 'earlier'>;

/** True where attestations by distinct endorsers, from as many institutes as asked for, meet a quorum. */
export function meetsQuorum(attestations: readonly Attestation[], quorum: Quorum): boolean {
  const endorsers = new Set(attestations.map(({ mspId, identity }) => `${mspId}/${identity}`));
  const institutes = new Set(attestations.map(({ mspId }) => mspId));
  return endorsers.size >= quorum.attestations && institutes.size >= quorum.nmis;
}

/** True where an attestation falls into a period of a review. */
const isUnderReview = ({ mspId, identity, time }: Attestation, review: Review): boolean =>
  mspId === review.mspId &&
  identity === review.identity &&
  [review, ...(review.earlier ?? [])].some(
    ({ since, until }) => time >= since && (until === undefined || time < until),
  );

/** The key, the one that vouched for it, the one that vouched for that, and so on. */
export function chainOf(key: KeyRecord, keys: readonly KeyRecord[]): KeyRecord[] {
  const vouching = key.activated?.vouchedBy;
  const previous = keys.find(
    ({ fingerprint, sequence }) => fingerprint === vouching && sequence < key.sequence,
  );
  return previous === undefined ? [key] : [key, ...chainOf(previous, keys)];
}

/**
 * True where a key counts: it was made active, and its attestations not under review still meet the quorum; for one that
 * an earlier key vouched for, a single word is enough as long as the earlier key counts by the same rule.
 * @param keys - all keys of the meter
 */
export function staysAttested(
  key: KeyRecord,
  keys: readonly KeyRecord[],
  reviews: readonly Review[],
): boolean {
  const { activated, attestations } = key;
  if (activated === undefined) return false;
  const counting = attestations.filter((one) => !reviews.some((review) => isUnderReview(one, review)));
  const untouched = activated.vouchedBy === undefined && counting.length === attestations.length;
  if (untouched || meetsQuorum(counting, activated.quorum)) return true;
  const [, previous] = chainOf(key, keys);
  return previous !== undefined && counting.length > 0 && staysAttested(previous, keys, reviews);
}
