// SPDX-License-Identifier: Apache-2.0
import type { common, peer } from '@hyperledger/fabric-protos';

import type { Identity } from './identity.js';
import type { MspRegistry } from './msp-registry.js';

/** Data with the signature over it and the identity that claims to have made it. */
export interface SignedData {
  readonly data: Uint8Array;
  readonly identity: Uint8Array;
  readonly signature: Uint8Array;
}

/** Who counts for a policy of the members. Readers are clients, administrators and peers; writers the first two. */
const MEMBERS = {
  Readers: ['client', 'admin', 'peer'],
  Writers: ['client', 'admin'],
} as const;

/** Who of the orderer's organisation may write to the channel. */
const ORDERER_WRITERS = ['admin', 'orderer'] as const;

/** A channel policy of the kind "any member organisation". */
export type ChannelPolicy = keyof typeof MEMBERS;

/**
 * Checks signed data against `/Channel/Application/Readers` or `Writers`.
 *
 * @returns undefined when it satisfies the policy, else the text of Fabric's policy manager
 *   (common/policies/implicitmeta.go)
 */
export function policyFault(
  msps: MspRegistry,
  policy: ChannelPolicy,
  signed: SignedData,
): string | undefined {
  const identity = msps.identity(signed.identity);
  if (identity !== undefined && satisfies(identity, policy, signed)) return undefined;
  return (
    'implicit policy evaluation failed - 0 sub-policies were satisfied, ' +
    `but this policy requires 1 of the '${policy}' sub-policies to be satisfied`
  );
}

/**
 * Checks a proposal, with the words that Fabric's access control puts around the fault where the channel's
 * configuration names the policy (core/aclmgmt/resourceprovider.go).
 */
export function proposalAccessFault(
  msps: MspRegistry,
  policy: ChannelPolicy,
  proposal: peer.SignedProposal,
  signatureHeader: common.SignatureHeader,
): string | undefined {
  const fault = policyFault(msps, policy, {
    data: proposal.getProposalBytes_asU8(),
    identity: signatureHeader.getCreator_asU8(),
    signature: proposal.getSignature_asU8(),
  });
  if (fault === undefined) return undefined;
  return `failed evaluating policy on signed data during check policy [/Channel/Application/${policy}]: [${fault}]`;
}

/**
 * The same for other signed data (core/policy/policy.go).
 *
 * @param channel - the channel of the policy
 */
export function accessFault(
  msps: MspRegistry,
  channel: string,
  policy: ChannelPolicy,
  signed: SignedData,
): string | undefined {
  const fault = policyFault(msps, policy, signed);
  if (fault === undefined) return undefined;
  return (
    `Failed evaluating policy on signed data during check policy on channel [${channel}] ` +
    `with policy [/Channel/Application/${policy}]: [${fault}]`
  );
}

/**
 * Checks signed data against `/Channel/Writers`, which the orderer asks for: writers of the members, and orderers.
 *
 * @returns undefined when it satisfies the policy, else the text of Fabric's policy manager
 */
export function broadcastFault(msps: MspRegistry, signed: SignedData): string | undefined {
  const identity = msps.identity(signed.identity);
  const isOrderer =
    identity?.is('Orderer', ...ORDERER_WRITERS) === true && identity.verify(signed.data, signed.signature);
  return isOrderer ? undefined : policyFault(msps, 'Writers', signed);
}

function satisfies(identity: Identity, policy: ChannelPolicy, signed: SignedData): boolean {
  return identity.is('Application', ...MEMBERS[policy]) && identity.verify(signed.data, signed.signature);
}
