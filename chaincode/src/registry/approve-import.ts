// SPDX-License-Identifier: Apache-2.0
import {
  isUnapproved,
  majorityOf,
  refusal,
  type ImportRecord,
  type KeyRecord,
  type MeterRecord,
} from '@meterpki/protocol';
import { requireAdministrator } from '../access/roles';
import { importKey, keyKey, meterKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import { approvedKey } from './import-meters';
import { isWaiting, putKey, withKey, type KeyEntry } from './standing';

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

const meterOf = async ({ state }: LedgerTransaction, meterId: string): Promise<MeterRecord> => {
  const meter = await state.get<MeterRecord>(meterKey(meterId));
  if (meter === undefined) throw refusal('STATE_UNREADABLE', meterId, 'is missing from its import');
  return meter;
};

/** Whatever became of the meter meanwhile, an approval revives nothing that was retired or revoked. */
const waitingKeys = ({ status, keys }: MeterRecord): readonly KeyRecord[] =>
  status === 'DECOMMISSIONED' ? [] : keys.filter((key) => isWaiting(key) && isUnapproved(key));

/** Binds the key, unless it came to belong to another meter meanwhile, as one that showed that it holds it: then false. */
async function bind(transaction: LedgerTransaction, meter: MeterRecord, key: KeyRecord): Promise<boolean> {
  const bound = await transaction.state.get<KeyEntry>(keyKey(key.fingerprint));
  if (bound === undefined) putKey(transaction, meter, key.fingerprint);
  return bound === undefined || bound.meterId === meter.meterId;
}

async function activateAll(transaction: LedgerTransaction, meterIds: readonly string[]): Promise<void> {
  const { state } = transaction;
  await state.readAll(meterIds.map(meterKey));
  const meters: MeterRecord[] = [];
  for (const meterId of meterIds) meters.push(await meterOf(transaction, meterId));
  await state.readAll(meters.flatMap(waitingKeys).map(({ fingerprint }) => keyKey(fingerprint)));
  for (const meter of meters) {
    let active = meter;
    for (const key of waitingKeys(meter))
      if (await bind(transaction, meter, key)) active = withKey(active, approvedKey(key, transaction));
    if (active !== meter) state.put(meterKey(meter.meterId), active);
  }
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
  if (approved) await activateAll(transaction, record.meterIds);
  return { importId, state };
};
