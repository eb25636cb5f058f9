// SPDX-License-Identifier: Apache-2.0
import {
  toBase64,
  type Algorithm,
  type KeyRecord,
  type MeterRecord,
  type PublicKey,
  type Revocation,
} from '@meterpki/protocol';
import { Meter } from '@meterpki/simulator';

/** When the meters of these tests were registered. */
export const REGISTERED = '2026-01-01T00:00:00.000Z';

/** The same meter in every run; another seed is another meter. */
export const meterOf = (seed = 'sample', algorithm?: Algorithm): Meter =>
  Meter.fromSeed(seed, { serial: '4711', ...(algorithm === undefined ? {} : { algorithm }) });

/** The ledger's record of a key in good standing, with changes. */
export const keyRecord = (
  { spki, fingerprint }: Pick<PublicKey, 'spki' | 'fingerprint'>,
  change: Partial<KeyRecord> = {},
): KeyRecord => ({
  sequence: 0,
  algorithm: 'ECDSA-secp256r1-SHA256',
  fingerprint,
  spki: toBase64(spki),
  state: 'ACTIVE',
  possession: 'statement',
  attestations: [],
  activated: { time: REGISTERED, quorum: { attestations: 2, nmis: 1 } },
  ...change,
});

/** The ledger's record of a meter in good standing with these keys, with changes. */
export const meterRecord = (keys: readonly KeyRecord[], change: Partial<MeterRecord> = {}): MeterRecord => ({
  schema: 1,
  meterId: 'ptb:4711',
  mspId: 'PTBMSP',
  manufacturer: 'Sample',
  model: 'S 1',
  status: 'ACTIVE',
  aliases: [],
  keys,
  registered: REGISTERED,
  ...change,
});

/** A revocation from `invalidityDate` on. */
export const revocationOf = (reason: Revocation['reason'], invalidityDate: string): Revocation => ({
  reason,
  invalidityDate,
  time: invalidityDate,
  by: 'PTBMSP',
});
