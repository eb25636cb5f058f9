// SPDX-License-Identifier: Apache-2.0
import type { peer } from '@hyperledger/fabric-protos';

import type { Identity } from './identity.js';
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
 * Those who endorsed a payload, whoever they are: endorsements with a bad signature or of an invalid identity do not
 * count, and none counts twice (common/policies/policy.go, SignatureSetToValidIdentities).
 *
 * @param payload - `peer.ProposalResponsePayload` as it was signed
 */
export function validEndorsers(
  msps: MspRegistry,
  payload: Uint8Array,
  endorsements: readonly peer.Endorsement[],
): readonly Identity[] {
  const endorsers = new Map<string, Identity>();
  for (const endorsement of endorsements) {
    const serialized = endorsement.getEndorser_asU8();
    const identity = msps.identity(serialized);
    if (identity === undefined || identity.fault !== undefined || endorsers.has(identity.id)) continue;
    const signed = Buffer.concat([payload, serialized]);
    if (identity.verify(signed, endorsement.getSignature_asU8())) endorsers.set(identity.id, identity);
  }
  return [...endorsers.values()];
}

/**
 * Whether endorsers satisfy the chaincode's policy `MAJORITY Endorsement`: peers of more than half of the
 * organisations.
 *
 * @param organisations - number of organisations on the channel
 */
export function isEndorsedByMajority(endorsers: readonly Identity[], organisations: number): boolean {
  const msps = new Set(
    endorsers.filter((identity) => identity.is('Application', 'peer')).map(({ mspId }) => mspId),
  );
  return msps.size >= majority(organisations);
}
