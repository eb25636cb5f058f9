// SPDX-License-Identifier: Apache-2.0
import {
  isMember,
  majorityOf,
  policyHash,
  successorOf,
  type Policy,
  type PolicyFile,
  type ProposalRecord,
} from '@meterpki/protocol';
import { found, type AuditFinding } from '../finding';
import { isMembersAdministrator, isObject, rewritten, sameText, type Change, type Rewritten } from './change';
import { importFindings } from './import-rules';
import { wordsFault } from './word-rules';

/** True where the proposed policy is the one of the argument; while none is known, nobody knows what it follows. */
const isPolicyAsked = (inForce: Policy | undefined, { policy }: ProposalRecord, asked: unknown): boolean =>
  inForce === undefined ||
  (isObject(asked) &&
    Array.isArray(asked.members) &&
    policyHash(successorOf(inForce, asked as unknown as PolicyFile)) === policyHash(policy));

/** A proposal is the caller's own, with its approval. */
function isProposed(
  { transaction, argument, policy }: Change,
  { key, after }: Rewritten<ProposalRecord>,
): boolean {
  const own = key === `proposal/${transaction.id}` && after.proposalId === transaction.id;
  return (
    transaction.called === 'governance:ProposePolicy' &&
    own &&
    isObject(argument) &&
    after.base === argument.base &&
    after.votes.every(({ approve }) => approve) &&
    isPolicyAsked(policy, after, argument.policy)
  );
}

/** A vote says what its caller said, of the very policy that it named. */
const isVote = ({ transaction, argument }: Change, before: ProposalRecord, after: ProposalRecord): boolean =>
  transaction.called === 'governance:VoteOnPolicy' &&
  isObject(argument) &&
  argument.proposalId === before.proposalId &&
  argument.hash === before.hash &&
  argument.approve === after.votes.at(-1)?.approve &&
  before.state === 'OPEN';

/** What members vote on does not change while they do. */
const fixed = (proposal: ProposalRecord): unknown => ({ ...proposal, votes: [], state: 'OPEN' });

const proposalFindings = (change: Change): AuditFinding[] =>
  rewritten(change, 'proposal').flatMap((one) => {
    const { key, before, after } = one;
    const good = before === undefined ? isProposed(change, one) : isVote(change, before, after);
    const findings: AuditFinding[] = [];
    if (
      policyHash(after.policy) !== after.hash ||
      (before !== undefined && !sameText(fixed(before), fixed(after)))
    )
      findings.push(found('RECORD_REWRITTEN', 'what the proposal is about', { key }));
    if (!good || wordsFault(change, before?.votes ?? [], after.votes))
      findings.push(found('VOTE_FORGED', 'the last word of it', { key }));
    return findings;
  });

/** True where a proposal of the policy gets the vote that it lacked. */
function isAccepted({ policy: inForce }: Change, policy: Policy, by: Rewritten<ProposalRecord>): boolean {
  const { before, after } = by;
  const isCounting = (mspId: string): boolean => inForce === undefined || isMember(inForce, mspId);
  const approvals = after.votes.filter(({ approve, mspId }) => approve && isCounting(mspId));
  const isNew = after.votes.length > (before?.votes.length ?? 0) && after.votes.at(-1)?.approve === true;
  const follows = inForce === undefined || policy.revision === inForce.revision + 1;
  return isNew && follows && approvals.length >= (inForce === undefined ? 1 : majorityOf(inForce));
}

const policyFindings = (change: Change): AuditFinding[] =>
  rewritten(change, 'policy').flatMap(({ key, after }) => {
    const hash = policyHash(after);
    const by = rewritten(change, 'proposal').find(({ after: proposal }) => proposal.hash === hash);
    return by !== undefined && isAccepted(change, after, by)
      ? []
      : [found('POLICY_UNFOUNDED', `revision ${after.revision}`, { key })];
  });

/** Grants and reviews are written by administrators of the same institute, where they are looked for. */
function grantFindings(change: Change): AuditFinding[] {
  const records = [...rewritten(change, 'pe'), ...rewritten(change, 'review')];
  const { mspId } = change.transaction.caller;
  return records.flatMap(({ key, after }) => {
    const isThere = key.endsWith(`/${after.mspId}/${after.identity}`);
    const good = isMembersAdministrator(change) && after.mspId === mspId && isThere;
    return good ? [] : [found('GRANT_FORGED', `${after.mspId}/${after.identity}`, { key })];
  });
}

/** Every vote, approval, change of policy, grant and review that a transaction brings. */
export const governanceFindings = (change: Change): AuditFinding[] => [
  ...proposalFindings(change),
  ...importFindings(change),
  ...policyFindings(change),
  ...grantFindings(change),
];
