// SPDX-License-Identifier: Apache-2.0
import { isMember, majorityOf, type Policy, type ProposalRecord, type Vote } from '@meterpki/protocol';
import { POLICY_KEY, proposalKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';

/** The caller's word, which counts as that of its institute. */
export const voteOf = ({ caller, time, id }: LedgerTransaction, approve: boolean): Vote => ({
  mspId: caller.mspId,
  identity: caller.identity,
  approve,
  time,
  tx: id,
});

/** Where the votes of the members leave a proposal: a majority decides, and so does its becoming impossible. */
function stateOf(policy: Policy, votes: readonly Vote[]): ProposalRecord['state'] {
  const counting = votes.filter(({ mspId }) => isMember(policy, mspId));
  const approvals = counting.filter(({ approve }) => approve).length;
  if (approvals >= majorityOf(policy)) return 'ACCEPTED';
  const open = policy.members.length - counting.length;
  return approvals + open < majorityOf(policy) ? 'REJECTED' : 'OPEN';
}

/** Adds a vote; the one that makes the majority puts the policy in force. Gives the record as it was written. */
export function castVote(
  { state, policy }: LedgerTransaction,
  proposal: ProposalRecord,
  vote: Vote,
): ProposalRecord {
  const votes = [...proposal.votes, vote];
  const decided: ProposalRecord = { ...proposal, votes, state: stateOf(policy, votes) };
  state.put(proposalKey(proposal.proposalId), decided);
  if (decided.state === 'ACCEPTED') state.put(POLICY_KEY, proposal.policy);
  return decided;
}
