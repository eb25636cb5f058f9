// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomInt } from 'node:crypto';
import {
  algorithmById,
  toBase64,
  type ArgumentOf,
  type PossessionFields,
  type PossessionPurpose,
  type ResultOf,
} from '@meterpki/protocol';
import { Meter } from '@meterpki/simulator';
import type { LedgerDescriptor } from '@meterpki/client';
import type { Institute } from './cast';

/** A challenge as the ledger answered it. */
export type Challenge = ResultOf<'registry', 'IssueChallenge'>;

type Registration = ArgumentOf<'registry', 'RegisterMeters'>['meters'][number];

/** A simulated meter together with the ID under which it is to be registered. */
export interface Instrument {
  readonly meterId: string;
  readonly meter: Meter;
}

/** A new meter with a serial number of its own. */
export function newInstrument(institute: Institute): Instrument {
  const serial = `1MPK${randomBytes(5).toString('hex').toUpperCase()}`;
  return {
    meterId: `${institute}:${serial}`,
    meter: Meter.fresh({ serial, manufacturer: 'Example Meters', model: 'EM 1' }),
  };
}

/** A meter of an algorithm; its serial has the printed form that also an EDL40 server ID tells. */
export function instrumentWith(algorithmId: string): Instrument {
  const algorithm = algorithmById(algorithmId);
  if (algorithm === undefined) throw new Error(algorithmId);
  const serial = `1MPK${String(randomInt(10 ** 10))
    .padStart(10, '0')
    .replace(/^../, '00')}`;
  return {
    meterId: `ptb:${serial}`,
    meter: Meter.fresh({ serial, manufacturer: 'Example Meters', model: 'EM 1', algorithm }),
  };
}

/** What a statement says beside ledger, meter and challenge; of a meter's first key unless given. */
export type StatementDetails = Partial<
  Pick<PossessionFields, 'sequence' | 'previous' | 'spki' | 'algorithm' | 'channel' | 'mspId' | 'nonce'>
>;

/** The meter's answer to a challenge, for the endorser who opened it. */
export function proofOf(
  { channel, chaincode }: LedgerDescriptor,
  { meterId, meter }: Instrument,
  { mspId, nonce, expires }: Challenge,
  purpose: PossessionPurpose,
  details: StatementDetails = {},
): string {
  const seconds = Math.floor(Date.parse(expires) / 1000);
  const fields = { purpose, channel, chaincode, mspId, meterId, sequence: 0, nonce, expires: seconds };
  return meter.prove({ ...fields, ...details });
}

/** What an endorser hands in to register a meter. */
export function registrationOf(
  ledger: LedgerDescriptor,
  instrument: Instrument,
  challenge: Challenge,
): Registration {
  const { meterId, meter } = instrument;
  const { serial, manufacturer, model } = meter.nameplate;
  return {
    meterId,
    manufacturer,
    model,
    aliases: [{ kind: 'MS', text: serial }],
    key: toBase64(meter.spki),
    algorithm: meter.algorithm.id,
    proof: proofOf(ledger, instrument, challenge, 'register'),
  };
}
