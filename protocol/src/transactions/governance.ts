// SPDX-License-Identifier: Apache-2.0
import * as v from 'valibot';
import type { Instant } from '../encoding/instant';
import type { EndorserRecord, ProposalRecord, ProposalState, ReviewRecord } from '../records/governance';
import type { Policy } from '../records/policy';
import { policyFile } from '../records/policy-file';
import {
  MAX_METERS,
  digest,
  identity,
  instant,
  list,
  mspId,
  nothing,
  object,
  pageLimit,
  pageStart,
  words,
} from './shapes';

/** The longest life of a proposal, seconds: 90 days. */
export const MAX_PROPOSAL_SECONDS = 90 * 24 * 60 * 60;

/** Arguments of the governance contract. */
export const governanceArguments = {
  GetPolicy: nothing,
  ProposePolicy: object({
    /** Revision of the policy in force that the proposal changes. */
    base: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER - 1)),
    policy: policyFile,
    lifetimeSeconds: v.exactOptional(
      v.pipe(v.number(), v.integer(), v.minValue(60), v.maxValue(MAX_PROPOSAL_SECONDS)),
    ),
  }),
  VoteOnPolicy: object({ proposalId: digest, hash: digest, approve: v.boolean() }),
  ListProposals: object({ limit: pageLimit, start: pageStart }),
  GrantPermittedEndorsers: object({
    endorsers: list(
      object({ identity, name: words(200), accreditation: words(200), validUntil: instant }),
      MAX_METERS,
    ),
  }),
  RevokePermittedEndorsers: object({
    revocations: list(
      object({
        identity,
        reason: words(200),
        /** What the endorser attested at or after this moment counts no more until others attest it. */
        underReviewSince: v.exactOptional(instant),
      }),
      MAX_METERS,
    ),
  }),
  ListPermittedEndorsers: object({ mspId: v.exactOptional(mspId), limit: pageLimit, start: pageStart }),
};

/** A permitted endorser as a listing tells of it. */
export interface ListedEndorser {
  endorser: EndorserRecord;
  review?: ReviewRecord;
  /** Whether the grant holds at the time of the call. */
  granted: boolean;
}

/** A proposal as a listing tells of it. */
export interface ListedProposal {
  proposal: ProposalRecord;
  /** As in the record, or EXPIRED, or STALE where another policy came in between. */
  standing: ProposalState | 'EXPIRED' | 'STALE';
}

/** Results of the governance contract. */
export interface GovernanceResults {
  /** The policy in force and its hash. */
  GetPolicy: { policy: Policy; hash: string };
  ProposePolicy: {
    proposalId: string;
    hash: string;
    revision: number;
    state: ProposalState;
    expires: Instant;
  };
  VoteOnPolicy: { proposalId: string; hash: string; revision: number; state: ProposalState };
  ListProposals: { proposals: ListedProposal[]; next?: string };
  /** Identities granted, in the order asked for. */
  GrantPermittedEndorsers: { granted: string[] };
  /** Identities revoked, in the order asked for. */
  RevokePermittedEndorsers: { revoked: string[] };
  ListPermittedEndorsers: { endorsers: ListedEndorser[]; next?: string };
}
