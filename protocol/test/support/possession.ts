// SPDX-License-Identifier: Apache-2.0
import type { PossessionFields } from '@meterpki/protocol';
import { meterOf } from './register';

/** The fields of a first registration by the meter of this seed, with changes. */
export function possessionOf(seed = 'sample', change: Partial<PossessionFields> = {}): PossessionFields {
  const { spki, algorithm } = meterOf(seed);
  return {
    purpose: 'register',
    algorithm,
    channel: 'nmichannel',
    chaincode: 'meterpki',
    mspId: 'PTBMSP',
    meterId: 'ptb:4711',
    sequence: 0,
    spki,
    nonce: 'ab'.repeat(32),
    expires: 1_800_000_000,
    ...change,
  };
}
