// SPDX-License-Identifier: Apache-2.0
import { refusal, type ProposalRecord } from '@meterpki/protocol';
import { requireAdministrator } from '../access/roles';
import { proposalKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import { castVote, voteOf } from './decide';
import { standingOf } from './proposals';

/** Why an open question can no longer be voted on. */
function requireOpen(transaction: LedgerTransaction, proposal: ProposalRecord): void {
  const standing = standingOf(transaction, proposal);
  if (standing === 'EXPIRED')
    throw refusal('PROPOSAL_EXPIRED', 'proposalId', `expired at ${proposal.expires}; propose it anew`);
  if (standing === 'STALE') {
    const text = `changes another policy than the one in force, of revision ${transaction.policy.revision}; propose it anew`;
    throw refusal('POLICY_REVISION', 'proposalId', text);
  }
  if (standing !== 'OPEN') throw refusal('PROPOSAL_DECIDED', 'proposalId', `is ${standing}`);
}

/** VoteOnPolicy: one word per member, whichever of its administrators says it. */
export const voteOnPolicy: Rules<'governance', 'VoteOnPolicy'> = async (transaction, argument) => {
  const { mspId } = requireAdministrator(transaction);
  const { proposalId, hash, approve } = argument;
  const proposal = await transaction.state.get<ProposalRecord>(proposalKey(proposalId));
  if (proposal === undefined) throw refusal('PROPOSAL_UNKNOWN', 'proposalId', 'there is no such proposal');
  if (proposal.hash !== hash)
    throw refusal('PROPOSAL_MISMATCH', 'hash', 'is not that of the proposal; look at it again');
  requireOpen(transaction, proposal);
  if (proposal.votes.some((vote) => vote.mspId === mspId))
    throw refusal('ALREADY_VOTED', 'proposalId', 'your institute voted already');
  const { state, policy } = castVote(transaction, proposal, voteOf(transaction, approve));
  return { proposalId, hash, revision: policy.revision, state };
};
