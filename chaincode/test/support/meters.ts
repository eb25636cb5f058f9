// SPDX-License-Identifier: Apache-2.0
import {
  toBase64,
  type MeterAlias,
  type ArgumentOf,
  type PossessionFields,
  type ResultOf,
} from '@meterpki/protocol';
import type { TestLedger } from './ledger';
import type { TestMeter } from './test-meter';

/** One meter in the argument of RegisterMeters. */
export type Registration = ArgumentOf<'registry', 'RegisterMeters'>['meters'][number];
/** One meter in the argument of ImportMeters. */
export type ImportItem = ArgumentOf<'registry', 'ImportMeters'>['meters'][number];
/** What IssueChallenge gives. */
export type Challenge = ResultOf<'registry', 'IssueChallenge'>;

/** What a challenge asks a meter to sign, with some fields told wrong. */
export function statement(
  meter: Pick<TestMeter, 'algorithm' | 'spki'>,
  { channel, chaincode }: Pick<TestLedger, 'channel' | 'chaincode'>,
  challenge: Challenge,
  meterId: string,
  wrong: Partial<PossessionFields> = {},
): PossessionFields {
  return {
    purpose: 'register',
    algorithm: meter.algorithm,
    channel,
    chaincode,
    mspId: challenge.mspId,
    meterId,
    sequence: 0,
    spki: meter.spki,
    nonce: challenge.nonce,
    expires: Math.floor(Date.parse(challenge.expires) / 1000),
    ...wrong,
  };
}

/** A meter as it is imported. */
export const importItem = (meter: TestMeter, meterId: string, aliases?: MeterAlias[]): ImportItem => ({
  meterId,
  manufacturer: 'EasyMeter',
  model: 'Q3A',
  key: toBase64(meter.spki),
  algorithm: meter.algorithm.id,
  ...(aliases === undefined ? {} : { aliases }),
});

/** A meter as it is registered, with a good proof. */
export const registration = (
  meter: TestMeter,
  ledger: TestLedger,
  challenge: Challenge,
  meterId: string,
  aliases?: MeterAlias[],
): Registration => ({
  ...importItem(meter, meterId, aliases),
  proof: meter.prove(statement(meter, ledger, challenge, meterId)),
});
