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
import { examineNewMeters, type ExaminedMeter, type NewMeter } from './new-meters';
import { putNewMeter } from './standing';

interface Imported extends NewMeter {
  readonly manufacturer: string;
  readonly model: string;
  readonly typeApproval?: string;
}

/** The key as it counts once the members approved: nobody attested it, and that is told for ever. */
export const approvedKey = (key: KeyRecord, { time }: LedgerTransaction): KeyRecord => ({
  ...key,
  state: 'ACTIVE',
  activated: { time, quorum: { attestations: 0, nmis: 0 } },
});

function recordOf(
  transaction: LedgerTransaction,
  { meter, key }: ExaminedMeter<Imported>,
  approved: boolean,
): MeterRecord {
  const { meterId, manufacturer, model, typeApproval, aliases = [] } = meter;
  const pending: KeyRecord = {
    sequence: 0,
    algorithm: meter.algorithm,
    fingerprint: key.fingerprint,
    spki: meter.key,
    state: 'PENDING',
    possession: 'imported',
    attestations: [],
    import: transaction.id,
  };
  return {
    schema: 1,
    meterId,
    mspId: transaction.caller.mspId,
    manufacturer,
    model,
    ...(typeApproval === undefined ? {} : { typeApproval }),
    status: approved ? 'ACTIVE' : 'PENDING',
    aliases,
    keys: [approved ? approvedKey(pending, transaction) : pending],
    registered: transaction.time,
  };
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
  await transaction.state.put(importKey(id), record);
  for (const item of examined) await putNewMeter(transaction, recordOf(transaction, item, approved));
  return { importId: id, hash: record.hash, state: record.state };
};
