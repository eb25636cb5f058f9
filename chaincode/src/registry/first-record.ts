// SPDX-License-Identifier: Apache-2.0
import type { KeyRecord, MeterDescription, MeterRecord } from '@meterpki/protocol';
import type { LedgerTransaction } from '../transaction/transaction';
import type { ExaminedMeter, NewMeter } from './new-meters';

/** A new meter with what stands on its plate. */
export type DescribedMeter = NewMeter & MeterDescription;

/** How the first key came: by an endorser's word, or by an import. */
export type KeyOrigin = Pick<KeyRecord, 'possession' | 'attestations' | 'import'>;

/** A meter's first key, which does not count yet. */
export const firstKey = ({ meter, key }: ExaminedMeter<DescribedMeter>, origin: KeyOrigin): KeyRecord => ({
  sequence: 0,
  algorithm: meter.algorithm,
  fingerprint: key.fingerprint,
  spki: meter.key,
  state: 'PENDING',
  ...origin,
});

/** The record of a meter that enters the register with its first key; active where the key is. */
export function firstRecord(
  { caller, time }: LedgerTransaction,
  { meter }: ExaminedMeter<DescribedMeter>,
  key: KeyRecord,
): MeterRecord {
  const { meterId, manufacturer, model, typeApproval, aliases = [] } = meter;
  return {
    schema: 1,
    meterId,
    mspId: caller.mspId,
    manufacturer,
    model,
    ...(typeApproval === undefined ? {} : { typeApproval }),
    status: key.state === 'ACTIVE' ? 'ACTIVE' : 'PENDING',
    aliases,
    keys: [key],
    registered: time,
  };
}
