// SPDX-License-Identifier: Apache-2.0
import {
  instantOf,
  policyHash,
  refusal,
  successionFaults,
  successorOf,
  type ProposalRecord,
} from '@meterpki/protocol';
import { requireAdministrator } from '../access/roles';
import { PROPOSAL_PREFIX, endOf } from '../state/keys';
import { pageOf } from '../state/page';
import type { Rules } from '../transaction/answer';
import { refuseAny } from '../transaction/faults';
import type { LedgerTransaction } from '../transaction/transaction';
import { castVote, voteOf } from './decide';

const DEFAULT_LIFETIME_SECONDS = 14 * 24 * 60 * 60;

/** ProposePolicy: an administrator proposes what is to follow the policy in force, and votes for it. */
export const proposePolicy: Rules<'governance', 'ProposePolicy'> = (transaction, argument) => {
  const { mspId } = requireAdministrator(transaction);
  const { policy: current, id, time, milliseconds } = transaction;
  if (argument.base !== current.revision) {
    const text = `the policy in force has revision ${current.revision}; look at it and propose anew`;
    throw refusal('POLICY_REVISION', 'base', text);
  }
  refuseAny(successionFaults(current, argument.policy, 'policy'));
  const { lifetimeSeconds = DEFAULT_LIFETIME_SECONDS } = argument;
  const policy = successorOf(current, argument.policy);
  const proposal: ProposalRecord = {
    schema: 1,
    proposalId: id,
    mspId,
    base: argument.base,
    baseHash: policyHash(current),
    policy,
    hash: policyHash(policy),
    proposed: time,
    expires: instantOf(milliseconds + lifetimeSeconds * 1000),
    votes: [],
    state: 'OPEN',
  };
  const { hash, expires, state } = castVote(transaction, proposal, voteOf(transaction, true));
  return { proposalId: id, hash, revision: policy.revision, state, expires };
};

/** Whether an open proposal can still be voted on. */
export function standingOf(
  { policy, milliseconds }: LedgerTransaction,
  { state, base, baseHash, expires }: ProposalRecord,
): ProposalRecord['state'] | 'EXPIRED' | 'STALE' {
  if (state !== 'OPEN') return state;
  // Proposals of version 0.1.0 have no hash of their base.
  const changed = baseHash !== undefined && baseHash !== policyHash(policy);
  if (changed || base !== policy.revision) return 'STALE';
  return milliseconds >= Date.parse(expires) ? 'EXPIRED' : 'OPEN';
}

/** ListProposals: by ID, a page at a time, for evaluation only. */
export const listProposals: Rules<'governance', 'ListProposals'> = async (transaction, page) => {
  const range = { prefix: PROPOSAL_PREFIX, end: endOf(PROPOSAL_PREFIX) };
  const { entries, next } = await pageOf<ProposalRecord>(transaction.state, range, page);
  const proposals = entries.map(({ value: proposal }) => ({
    proposal,
    standing: standingOf(transaction, proposal),
  }));
  return { proposals, ...next };
};
