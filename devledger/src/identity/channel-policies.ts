// SPDX-License-Identifier: Apache-2.0
import type { Identity } from './identity.js';
import type { MspRegistry } from './msp-registry.js';

/** Data with the signature over it and the identity that claims to have made it. */
export interface SignedData {
  readonly data: Uint8Array;
  readonly identity: Uint8Array;
  readonly signature: Uint8Array;
}

/** Who counts for a channel policy. Readers are clients, administrators and peers; writers are the first two. */
const MEMBERS = {
  Readers: ['client', 'admin', 'peer'],
  Writers: ['client', 'admin'],
} as const;

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
 * The same with the words that Fabric's access control puts around it (core/policy/policy.go).
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

function satisfies(identity: Identity, policy: ChannelPolicy, signed: SignedData): boolean {
  return identity.is(...MEMBERS[policy]) && identity.verify(signed.data, signed.signature);
}
