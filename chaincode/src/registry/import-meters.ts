// SPDX-License-Identifier: Apache-2.0
import {
  canonicalHash,
  majorityOf,
  refusal,
  type ImportRecord,
  type KeyRecord,
  type MeterRecord,
} from '@meterpki/protocol';
import { requireAdministrator } from '../access/roles';
import { importKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import { refuseAny } from '../transaction/faults';
import type { LedgerTransaction } from '../transaction/transaction';
import { firstKey, firstRecord, type DescribedMeter } from './first-record';
import { examineNewMeters, type ExaminedMeter } from './new-meters';
import { putNewMeter } from './standing';

/** The key as it counts once the members approved: nobody attested it, and that is told for ever. */
export const approvedKey = (key: KeyRecord, { time }: LedgerTransaction): KeyRecord => ({
  ...key,
  // One that was put on hold meanwhile counts once the hold is lifted.
  state: key.state === 'ON_HOLD' ? 'ON_HOLD' : 'ACTIVE',
  activated: { time, quorum: { attestations: 0, nmis: 0 } },
});

function recordOf(
  transaction: LedgerTransaction,
  item: ExaminedMeter<DescribedMeter>,
  approved: boolean,
): MeterRecord {
  const pending = firstKey(item, { possession: 'imported', attestations: [], import: transaction.id });
  return firstRecord(transaction, item, approved ? approvedKey(pending, transaction) : pending);
}

/** ImportMeters: an administrator takes over what an older register vouches for; the importer's word counts as one. */
export const importMeters: Rules<'registry', 'ImportMeters'> = async (transaction, argument) => {
  const member = requireAdministrator(transaction);
  if (!transaction.policy.imports) throw refusal('IMPORT_NOT_ALLOWED', 'policy', 'change the policy first');
  const { examined, faults } = await examineNewMeters(transaction, member, argument.meters, () => []);
  refuseAny(faults);
  const { id, caller, time } = transaction;
  const approved = majorityOf(transaction.policy) <= 1;
  const record: ImportRecord = {
    schema: 1,
    importId: id,
    source: argument.source,
    mspId: caller.mspId,
    hash: canonicalHash(argument),
    meterIds: examined.map(({ meter }) => meter.meterId),
    approvals: [{ mspId: caller.mspId, identity: caller.identity, time, tx: id }],
    state: approved ? 'APPROVED' : 'PENDING',
  };
  transaction.state.put(importKey(id), record);
  for (const item of examined) putNewMeter(transaction, recordOf(transaction, item, approved));
  return { importId: id, hash: record.hash, state: record.state };
};
