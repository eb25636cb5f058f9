// SPDX-License-Identifier: Apache-2.0
import type { Attestation, KeyRecord } from '../records/meter';
import type { Quorum } from '../records/policy';

/** True where attestations by distinct endorsers, from as many institutes as asked for, meet a quorum. */
export function meetsQuorum(attestations: readonly Attestation[], quorum: Quorum): boolean {
  const endorsers = new Set(attestations.map(({ mspId, identity }) => `${mspId}/${identity}`));
  const institutes = new Set(attestations.map(({ mspId }) => mspId));
  return endorsers.size >= quorum.attestations && institutes.size >= quorum.nmis;
}

/**
 * True where a key counts: it was made active, and its attestations not under review still meet the quorum that made it
 * so.
 * @param isUnderReview - whether an attestation counts no more because its endorser's work is under review
 */
export const staysAttested = (
  { activated, attestations }: KeyRecord,
  isUnderReview: (attestation: Attestation) => boolean,
): boolean =>
  activated !== undefined &&
  meetsQuorum(
    attestations.filter((attestation) => !isUnderReview(attestation)),
    activated.quorum,
  );
