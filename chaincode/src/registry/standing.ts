// SPDX-License-Identifier: Apache-2.0
import {
  isUnapproved,
  type Instant,
  type KeyRecord,
  type MeterRecord,
  type MeterStanding,
} from '@meterpki/protocol';
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

/** True for a key that may still come to count: it never did, and was not revoked. */
export const isWaiting = ({ activated, state }: KeyRecord): boolean =>
  activated === undefined && state !== 'REVOKED';

/** The key that a meter signs with, as far as the register knows: whatever its state, none has replaced it. */
export const keyInUse = ({ keys }: MeterRecord): KeyRecord | undefined =>
  [...keys]
    .reverse()
    .find(({ activated, superseded }) => activated !== undefined && superseded === undefined);

/** A key that another one replaces. A revoked or held one keeps its state. */
const replaced = (key: KeyRecord, time: Instant): KeyRecord => ({
  ...key,
  superseded: time,
  state: key.state === 'ACTIVE' ? 'SUPERSEDED' : key.state,
});

/** The meter with a newer state of a key; where the key has just come to count, it replaces the one in use. */
export function withActivated(meter: MeterRecord, key: KeyRecord, time: Instant): MeterRecord {
  const before = keyInUse(meter);
  const replaces = key.state === 'ACTIVE' && before !== undefined && before.sequence !== key.sequence;
  return withKey(replaces ? withKey(meter, replaced(before, time)) : meter, key);
}

/** Writes the record of a key that the meter did not have before. */
export const putKey = (
  { state, policy }: LedgerTransaction,
  { meterId, mspId }: MeterRecord,
  fingerprint: string,
): void => {
  state.create(keyKey(fingerprint), { schema: 1, meterId } as KeyEntry, { mspId, policy });
};

/** Writes a meter that enters the register, with its key, where that is bound to it, and its aliases. */
export function putNewMeter(transaction: LedgerTransaction, meter: MeterRecord): void {
  const { state, policy } = transaction;
  const owner = { mspId: meter.mspId, policy };
  state.create(meterKey(meter.meterId), meter, owner);
  for (const key of meter.keys) if (!isUnapproved(key)) putKey(transaction, meter, key.fingerprint);
  putAliases(transaction, meter.meterId, meter.aliases);
}

/** What a caller is told of a meter after a transaction about one of its keys. */
export const standingOf = (meter: MeterRecord, key: KeyRecord): MeterStanding => ({
  meterId: meter.meterId,
  status: meter.status,
  key: key.fingerprint,
  keyState: key.state,
});
