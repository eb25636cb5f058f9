// SPDX-License-Identifier: Apache-2.0
import { majorityOf, policyHash } from '@meterpki/protocol';
import { found, type AuditFinding } from '../finding';
import { isCallersWord, isMembersAdministrator, rewritten, type Change } from './change';

interface Word {
  readonly mspId: string;
  readonly identity: string;
  readonly tx: string;
}

/** The words of a proposal or import: what stood stays, and at most one is new, the caller's own, one per member. */
function wordFindings(
  change: Change,
  key: string,
  before: readonly Word[],
  after: readonly Word[],
): AuditFinding[] {
  const added = after.slice(before.length);
  const kept = JSON.stringify(after.slice(0, before.length)) === JSON.stringify(before);
  const own = added.every((word) => isCallersWord(change, word)) && added.length <= 1;
  const single = new Set(after.map(({ mspId }) => mspId)).size === after.length;
  const good = kept && own && single && (added.length === 0 || isMembersAdministrator(change));
  return good ? [] : [found('VOTE_FORGED', 'the last word of it', { key })];
}

function policyFindings(change: Change): AuditFinding[] {
  const proposals = rewritten(change, 'proposal');
  return rewritten(change, 'policy').flatMap(({ key, before, after }) => {
    const by = proposals.find(({ after: proposal }) => proposal.hash === policyHash(after))?.after;
    const inForce = before ?? change.policy;
    const members = inForce?.members.map(({ mspId }) => mspId);
    const approvals = (by?.votes ?? []).filter(
      ({ approve, mspId }) => approve && (members?.includes(mspId) ?? true),
    );
    const wanted = inForce === undefined ? 1 : majorityOf(inForce);
    const follows = inForce === undefined || after.revision === inForce.revision + 1;
    return approvals.length >= wanted && follows
      ? []
      : [found('POLICY_UNFOUNDED', `revision ${after.revision}`, { key })];
  });
}

/** Grants and reviews are written by administrators of the same institute. */
function grantFindings(change: Change): AuditFinding[] {
  const records = [...rewritten(change, 'pe'), ...rewritten(change, 'review')];
  const { mspId } = change.transaction.caller;
  return records.flatMap(({ key, after }) => {
    const restamped = change.transaction.called === 'registry:RestampMeters';
    const good = isMembersAdministrator(change) && (after.mspId === mspId || restamped);
    return good ? [] : [found('GRANT_FORGED', `${after.mspId}/${after.identity}`, { key })];
  });
}

/** Every vote, approval, change of policy, grant and review that a transaction brings. */
export function governanceFindings(change: Change): AuditFinding[] {
  const votes = rewritten(change, 'proposal').flatMap(({ key, before, after }) =>
    wordFindings(change, key, before?.votes ?? [], after.votes),
  );
  const approvals = rewritten(change, 'import').flatMap(({ key, before, after }) =>
    wordFindings(change, key, before?.approvals ?? [], after.approvals),
  );
  return [...votes, ...approvals, ...policyFindings(change), ...grantFindings(change)];
}
