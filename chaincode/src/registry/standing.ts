// SPDX-License-Identifier: Apache-2.0
import type { KeyRecord, MeterRecord, MeterStanding } from '@meterpki/protocol';
import { keyKey, meterKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';
import { putAliases } from './aliases';

/** Which meter a key belongs to, as it stands under the key's fingerprint. */
export interface KeyEntry {
  readonly schema: 1;
  readonly meterId: string;
}

/** The meter with one of its keys replaced by a newer state of it. */
export function withKey(meter: MeterRecord, key: KeyRecord): MeterRecord {
  const keys = meter.keys.map((other) => (other.sequence === key.sequence ? key : other));
  const activates = meter.status === 'PENDING' && key.state === 'ACTIVE';
  return { ...meter, keys, status: activates ? 'ACTIVE' : meter.status };
}

/** Writes a meter that enters the register, with its key and its aliases. */
export async function putNewMeter(transaction: LedgerTransaction, meter: MeterRecord): Promise<void> {
  const { state, policy } = transaction;
  const owner = { mspId: meter.mspId, policy };
  await state.create(meterKey(meter.meterId), meter, owner);
  for (const { fingerprint } of meter.keys) {
    await state.create(keyKey(fingerprint), { schema: 1, meterId: meter.meterId } as KeyEntry, owner);
  }
  await putAliases(transaction, meter.meterId, meter.aliases);
}

/** What a caller is told of a meter after a transaction about one of its keys. */
export const standingOf = (meter: MeterRecord, key: KeyRecord): MeterStanding => ({
  meterId: meter.meterId,
  status: meter.status,
  key: key.fingerprint,
  keyState: key.state,
});
