// SPDX-License-Identifier: Apache-2.0
import type { Fault, KeyRecord, MeterRecord, RevocationReason } from '@meterpki/protocol';
import { isAdministrator } from '../access/roles';
import { meterKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import { confirm, revise, type RevocationRequest } from './revocation-rules';
import { examineAll, requireAdministratorOrEndorser } from './own-meter';
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
  await requireAdministratorOrEndorser(transaction);
  const revoked = await examineAll(transaction, 'revocations', argument.revocations, (item) =>
    examine(transaction, item),
  );
  for (const { meter, key } of revoked) transaction.state.put(meterKey(meter.meterId), withKey(meter, key));
  return {
    revoked: revoked.map(({ meter, key }) => ({
      meterId: meter.meterId,
      key: key.fingerprint,
      invalidityDate: key.revocation?.invalidityDate ?? transaction.time,
      confirmed: key.revocation?.proposed === undefined,
    })),
  };
};
