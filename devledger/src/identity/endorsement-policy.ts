// SPDX-License-Identifier: Apache-2.0
import type { peer } from '@hyperledger/fabric-protos';

import type { MspRegistry } from './msp-registry.js';

/**
 * How many organisations `MAJORITY Endorsement` asks for (common/policies/implicitmeta.go).
 *
 * @param organisations - number of organisations on the channel
 */
export function majority(organisations: number): number {
  return Math.floor(organisations / 2) + 1;
}

/**
 * The organisations whose peers endorsed a payload: endorsements with a bad signature, or of anybody but a peer, do
 * not count, and none counts twice.
 *
 * @param payload - `peer.ProposalResponsePayload` as it was signed
 * @returns MSP IDs
 */
export function endorsingMsps(
  msps: MspRegistry,
  payload: Uint8Array,
  endorsements: readonly peer.Endorsement[],
): ReadonlySet<string> {
  const endorsers = new Set<string>();
  for (const endorsement of endorsements) {
    const serialized = endorsement.getEndorser_asU8();
    const identity = msps.identity(serialized);
    if (identity === undefined || !identity.is('peer') || endorsers.has(identity.mspId)) continue;
    const signed = Buffer.concat([payload, serialized]);
    if (identity.verify(signed, endorsement.getSignature_asU8())) endorsers.add(identity.mspId);
  }
  return endorsers;
}
