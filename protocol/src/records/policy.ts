// SPDX-License-Identifier: Apache-2.0
import { canonicalHash } from '../json/canonical';

/** An institute that takes part, and the prefix of its meter IDs. */
export interface Member {
  readonly mspId: string;
  readonly prefix: string;
}

/** How many attestations make a key active, and from how many institutes they must come. */
export interface Quorum {
  readonly attestations: number;
  readonly nmis: number;
}

/** Ways to show possession of a private key that a policy may allow. */
export const possessionKinds = ['statement', 'ocmf'] as const;

/** One of {@link possessionKinds}. */
export type PossessionKind = (typeof possessionKinds)[number];

/** What the members agreed on; revision 0 is the genesis file. */
export interface Policy {
  readonly schema: 1;
  readonly revision: number;
  readonly members: readonly Member[];
  readonly quorum: Quorum;
  /** Identifiers of the signature algorithms allowed. */
  readonly algorithms: readonly string[];
  /** Whether keys may enter by ImportMeters, without a possession proof. */
  readonly imports: boolean;
  readonly possession: readonly PossessionKind[];
  /** Institutes that took part once, with their prefixes: neither is ever given to another. Absent while there are none. */
  readonly former?: readonly Member[];
}

/** SHA-256 over the canonical JSON of a policy, hex: what members compare. */
export const policyHash = (policy: Policy): string => canonicalHash(policy);

/** True for the MSP ID of a member. */
export const isMember = ({ members }: Policy, mspId: string): boolean =>
  members.some((member) => member.mspId === mspId);

/** How many members are more than half. */
export const majorityOf = (policy: Policy): number => Math.floor(policy.members.length / 2) + 1;
