// SPDX-License-Identifier: Apache-2.0
import type { Fault, KeyRecord, MeterRecord, RevocationReason } from '@meterpki/protocol';
import { isAdministrator, requireEndorser, requireMember } from '../access/roles';
import { meterKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import { refuseAny } from '../transaction/faults';
import type { LedgerTransaction } from '../transaction/transaction';
import { confirm, revise, type RevocationRequest } from './revocation-rules';
import { withKey } from './standing';

interface Item {
  readonly meterId: string;
  readonly key: string;
  readonly reason: RevocationReason;
  readonly invalidityDate?: string;
}

interface Revoked {
  readonly meter: MeterRecord;
  readonly key: KeyRecord;
}

async function examine(transaction: LedgerTransaction, item: Item): Promise<Revoked | Fault> {
  const { state, caller, time } = transaction;
  const meter = await state.get<MeterRecord>(meterKey(item.meterId));
  if (meter === undefined)
    return { path: 'meterId', code: 'METER_UNKNOWN', text: `${item.meterId} is not registered` };
  const key = meter.keys.find(({ fingerprint }) => fingerprint === item.key);
  if (key === undefined) return { path: 'key', code: 'KEY_UNKNOWN', text: `${item.meterId} has no such key` };
  const own = meter.mspId === caller.mspId;
  if (!own && !isAdministrator(transaction)) {
    return { path: 'meterId', code: 'FOREIGN_METER', text: `belongs to ${meter.mspId}` };
  }
  const { reason, invalidityDate = time } = item;
  const request: RevocationRequest = {
    reason,
    invalidityDate,
    time,
    by: `${caller.mspId}/${caller.identity}`,
  };
  const revocation = own ? revise(key, request) : confirm(key, request);
  if ('code' in revocation) return revocation;
  const keyState = revocation.reason === 'certificateHold' ? 'ON_HOLD' : 'REVOKED';
  return { meter, key: { ...key, state: keyState, revocation } };
}

/** RevokeKeys: by a permitted endorser or an administrator of the meter's institute; all of the list or nothing. */
export const revokeKeys: Rules<'registry', 'RevokeKeys'> = async (transaction, argument) => {
  if (isAdministrator(transaction)) requireMember(transaction);
  else await requireEndorser(transaction);
  const revoked: Revoked[] = [];
  const faults: Fault[] = [];
  const listed = new Set<string>();
  for (const [index, item] of argument.revocations.entries()) {
    const twice: Fault = { path: 'meterId', code: 'INVALID_ARGUMENT', text: 'stands in the list twice' };
    const outcome = listed.has(item.meterId) ? twice : await examine(transaction, item);
    listed.add(item.meterId);
    if ('meter' in outcome) revoked.push(outcome);
    else faults.push({ ...outcome, path: `revocations[${index}].${outcome.path}` });
  }
  refuseAny(faults);
  for (const { meter, key } of revoked)
    await transaction.state.put(meterKey(meter.meterId), withKey(meter, key));
  return {
    revoked: revoked.map(({ meter, key }) => ({
      meterId: meter.meterId,
      key: key.fingerprint,
      invalidityDate: key.revocation?.invalidityDate ?? transaction.time,
      confirmed: key.revocation?.proposed === undefined,
    })),
  };
};
