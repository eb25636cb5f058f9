// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '../encoding/instant';
import type { Policy } from './policy';

/** The right of one identity to register and attest meters for its institute. */
export interface EndorserRecord {
  readonly schema: 1;
  readonly mspId: string;
  readonly identity: string;
  readonly name: string;
  readonly accreditation: string;
  readonly granted: Instant;
  readonly validUntil: Instant;
  readonly tx: string;
  /** Present once an administrator took the grant back. */
  readonly revoked?: Revoked;
}

/** When a grant was taken back, by whom, and why. */
export interface Revoked {
  readonly time: Instant;
  /** `<MSP ID>/<identity>` of the administrator. */
  readonly by: string;
  readonly reason: string;
  readonly tx: string;
}

/** A time during which what an endorser attested does not count. */
export interface ReviewPeriod {
  readonly since: Instant;
  readonly until: Instant;
}

/**
 * What a permitted endorser attested from a moment on is under review: read when a receipt is judged, so that no meter
 * has to be written again.
 */
export interface ReviewRecord {
  readonly schema: 1;
  readonly mspId: string;
  readonly identity: string;
  /** Attestations at or after this moment do not count. */
  readonly since: Instant;
  /** Those at or after this one do again: the identity was granted anew. */
  readonly until?: Instant;
  /** Periods that ended before `since`, oldest first: the identity was under review more than once. */
  readonly earlier?: readonly ReviewPeriod[];
  readonly opened: Instant;
  readonly by: string;
  readonly tx: string;
}

/** One member's word on a proposal. */
export interface Vote {
  readonly mspId: string;
  readonly identity: string;
  readonly approve: boolean;
  readonly time: Instant;
  readonly tx: string;
}

/** Where a proposal stands; one that ran out of time stays OPEN in state and is told as EXPIRED. */
export type ProposalState = 'OPEN' | 'ACCEPTED' | 'REJECTED';

/** A policy that a member proposes in place of the one in force. */
export interface ProposalRecord {
  readonly schema: 1;
  /** The transaction that made it. */
  readonly proposalId: string;
  readonly mspId: string;
  /** Revision of the policy that it would replace; it counts only while that one is in force. */
  readonly base: number;
  /** Hash of that policy: a revision alone is not enough where another genesis file takes the place of the first. */
  readonly baseHash?: string;
  /** The whole new policy, its revision one higher than the base. */
  readonly policy: Policy;
  /** Hash of the new policy: what members vote on. */
  readonly hash: string;
  readonly proposed: Instant;
  readonly expires: Instant;
  /** One per member; the proposer's counts as its own. */
  readonly votes: readonly Vote[];
  readonly state: ProposalState;
}

/** Fresh bytes that meters sign to show that they hold their keys; one serves a sitting with many meters. */
export interface ChallengeRecord {
  readonly schema: 1;
  /** The transaction that opened it. */
  readonly challengeId: string;
  /** 32 bytes, hex. */
  readonly nonce: string;
  readonly mspId: string;
  readonly identity: string;
  readonly opened: Instant;
  readonly expires: Instant;
}

/** Keys that an older register vouches for, and who approved taking them over. */
export interface ImportRecord {
  readonly schema: 1;
  readonly importId: string;
  /** The register they come from, in words. */
  readonly source: string;
  readonly mspId: string;
  /** SHA-256 over the canonical JSON of source and meters, hex: what administrators approve. */
  readonly hash: string;
  readonly meterIds: readonly string[];
  readonly approvals: readonly {
    readonly mspId: string;
    readonly identity: string;
    readonly time: Instant;
    readonly tx: string;
  }[];
  readonly state: 'PENDING' | 'APPROVED';
}
