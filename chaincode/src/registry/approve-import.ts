// SPDX-License-Identifier: Apache-2.0
import { majorityOf, refusal, type ImportRecord, type MeterRecord } from '@meterpki/protocol';
import { requireAdministrator } from '../access/roles';
import { importKey, meterKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import { approvedKey } from './import-meters';
import { isWaiting, withKey } from './standing';

async function requireOpenImport(
  { state, caller }: LedgerTransaction,
  importId: string,
  hash: string,
): Promise<ImportRecord> {
  const record = await state.get<ImportRecord>(importKey(importId));
  if (record === undefined) throw refusal('IMPORT_UNKNOWN', 'importId', 'there is no such import');
  if (record.hash !== hash)
    throw refusal('IMPORT_MISMATCH', 'hash', 'is not that of the import; look at it again');
  if (record.state !== 'PENDING') throw refusal('IMPORT_DECIDED', 'importId', 'is approved already');
  if (record.approvals.some(({ mspId }) => mspId === caller.mspId)) {
    throw refusal('ALREADY_APPROVED', 'importId', 'your institute approved it already');
  }
  return record;
}

async function activate(transaction: LedgerTransaction, meterId: string): Promise<void> {
  const meter = await transaction.state.get<MeterRecord>(meterKey(meterId));
  if (meter === undefined) throw refusal('STATE_UNREADABLE', meterId, 'is missing from its import');
  // Whatever became of the meter meanwhile, an approval revives nothing that was retired or revoked.
  if (meter.status === 'DECOMMISSIONED') return;
  const waiting = meter.keys.filter((key) => isWaiting(key) && key.possession === 'imported');
  const active = waiting.reduce((record, key) => withKey(record, approvedKey(key, transaction)), meter);
  transaction.state.put(meterKey(meterId), active);
}

/** ApproveImport: one word per member; a majority's makes the imported meters active. */
export const approveImport: Rules<'registry', 'ApproveImport'> = async (transaction, { importId, hash }) => {
  requireAdministrator(transaction);
  const { caller, time, id, policy } = transaction;
  if (!policy.imports) throw refusal('IMPORT_NOT_ALLOWED', 'policy', 'change the policy first');
  const record = await requireOpenImport(transaction, importId, hash);
  const approvals = [...record.approvals, { mspId: caller.mspId, identity: caller.identity, time, tx: id }];
  const members = new Set(policy.members.map(({ mspId }) => mspId));
  const approved = approvals.filter(({ mspId }) => members.has(mspId)).length >= majorityOf(policy);
  const state = approved ? 'APPROVED' : 'PENDING';
  transaction.state.put(importKey(importId), { ...record, approvals, state } as ImportRecord);
  if (approved) {
    await transaction.state.readAll(record.meterIds.map(meterKey));
    for (const meterId of record.meterIds) await activate(transaction, meterId);
  }
  return { importId, state };
};
