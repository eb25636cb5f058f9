// SPDX-License-Identifier: Apache-2.0
import type { ReviewRecord } from '../records/governance';
import type { Attestation, KeyRecord } from '../records/meter';
import type { Quorum } from '../records/policy';

/** Whose attestations do not count, from which moment on, and until which. */
export type Review = Pick<ReviewRecord, 'mspId' | 'identity' | 'since' | 'until'>;

/** True where attestations by distinct endorsers, from as many institutes as asked for, meet a quorum. */
export function meetsQuorum(attestations: readonly Attestation[], quorum: Quorum): boolean {
  const endorsers = new Set(attestations.map(({ mspId, identity }) => `${mspId}/${identity}`));
  const institutes = new Set(attestations.map(({ mspId }) => mspId));
  return endorsers.size >= quorum.attestations && institutes.size >= quorum.nmis;
}

const isUnder = ({ mspId, identity, since, until }: Review, attestation: Attestation): boolean =>
  mspId === attestation.mspId &&
  identity === attestation.identity &&
  attestation.time >= since &&
  (until === undefined || attestation.time < until);

/**
 * True where a key counts: it was made active, and its attestations not under review still meet the quorum that made it
 * so.
 */
export function staysAttested({ activated, attestations }: KeyRecord, reviews: readonly Review[]): boolean {
  if (activated === undefined) return false;
  const counting = attestations.filter((one) => !reviews.some((review) => isUnder(review, one)));
  return counting.length === attestations.length || meetsQuorum(counting, activated.quorum);
}
