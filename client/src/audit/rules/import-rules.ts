// SPDX-License-Identifier: Apache-2.0
import {
  canonicalHash,
  majorityOf,
  type ImportRecord,
  type KeyRecord,
  type MeterRecord,
} from '@meterpki/protocol';
import { found, type AuditFinding } from '../finding';
import {
  isMembers,
  isMembersAdministrator,
  isObject,
  itemsOf,
  rewritten,
  sameText,
  type Change,
  type Rewritten,
} from './change';
import { itemFor } from './proofs';
import { wordsFault } from './word-rules';

/** A new import is what the argument holds, and names it. */
function isAsked(change: Change, { key, after }: Rewritten<ImportRecord>): boolean {
  const { argument, transaction } = change;
  const meterIds = itemsOf(change, 'meters').map(({ meterId }) => meterId);
  return (
    transaction.called === 'registry:ImportMeters' &&
    isObject(argument) &&
    key === `import/${transaction.id}` &&
    after.importId === transaction.id &&
    after.source === argument.source &&
    after.mspId === transaction.caller.mspId &&
    after.hash === canonicalHash(argument) &&
    sameText(after.meterIds, meterIds)
  );
}

/** An approval is given to an import that waits, by the hash of what it is. */
const isApproval = ({ transaction, argument }: Change, before: ImportRecord): boolean =>
  transaction.called === 'registry:ApproveImport' &&
  isObject(argument) &&
  argument.importId === before.importId &&
  argument.hash === before.hash &&
  before.state === 'PENDING';

const fixed = ({ importId, source, mspId, hash, meterIds }: ImportRecord): unknown[] => [
  importId,
  source,
  mspId,
  hash,
  meterIds,
];

/** Every import and approval that a transaction brings. */
export const importFindings = (change: Change): AuditFinding[] =>
  rewritten(change, 'import').flatMap((one) => {
    const { key, before, after } = one;
    const good = before === undefined ? isAsked(change, one) : isApproval(change, before);
    const fault = wordsFault(change, before?.approvals ?? [], after.approvals);
    const findings: AuditFinding[] = [];
    if (before !== undefined && !sameText(fixed(before), fixed(after)))
      findings.push(found('RECORD_REWRITTEN', 'an import', { key }));
    if (!good || fault) findings.push(found('VOTE_FORGED', 'the last word of it', { key }));
    return findings;
  });

const mayImport = ({ policy }: Change): boolean => policy === undefined || policy.imports;

/** True for a key that an administrator imports, as its argument has it. */
export function isImported(change: Change, { meterId }: MeterRecord, key: KeyRecord): boolean {
  const { called, id } = change.transaction;
  const item = called === 'registry:ImportMeters' ? itemFor(change, meterId) : undefined;
  return (
    item?.key === key.spki &&
    item.algorithm === key.algorithm &&
    key.possession === 'imported' &&
    key.import === id &&
    mayImport(change) &&
    isMembersAdministrator(change)
  );
}

/** Whether members approved the import that brought the key, with a word of this very transaction. */
export function isImportApproved(change: Change, { meterId }: MeterRecord, key: KeyRecord): boolean {
  const { policy } = change;
  const one = rewritten(change, 'import').find(({ after }) => after.importId === key.import);
  if (one === undefined || !mayImport(change) || !one.after.meterIds.includes(meterId)) return false;
  const { before, after } = one;
  const words = after.approvals.filter(({ mspId }) => isMembers(change, mspId));
  const isQuorumNone = sameText(key.activated?.quorum, { attestations: 0, nmis: 0 });
  return (
    isQuorumNone &&
    after.approvals.length > (before?.approvals.length ?? 0) &&
    new Set(words.map(({ mspId }) => mspId)).size >= (policy === undefined ? 1 : majorityOf(policy))
  );
}
