// SPDX-License-Identifier: Apache-2.0
import { Refusal, writeJws, type JwsReading } from '@meterpki/protocol';
import { SimulatorError } from '../errors';
import type { SigningKey } from '../key/signing-key';
import type { Nameplate } from '../meter/nameplate';
import type { OcmfOptions, OcmfReading } from './ocmf-options';

/** What a JWS receipt says; the same words as for an OCMF record. */
export type JwsOptions = Pick<OcmfOptions, 'begin' | 'end' | 'clock' | 'obis' | 'unit' | 'pagination'>;

function readingOf(
  { obis = '1-b:1.8.0', unit = 'kWh' }: JwsOptions,
  transaction: 'B' | 'E',
  { time, value }: OcmfReading,
): JwsReading {
  return { time, transaction, value, unit, obis };
}

/**
 * Writes and signs a receipt as a compact JSON web signature.
 * @throws {@link SimulatorError} FIELD_INVALID for a reading that is no decimal text, or a key without a name in JWS
 */
export function signAsJws(
  key: SigningKey,
  plate: Nameplate,
  options: JwsOptions,
  pagination: number,
): string {
  const { begin, end, clock = 'S' } = options;
  try {
    const { signedBytes, complete } = writeJws(key.algorithm, {
      aliases: { MS: plate.serial },
      time: (end ?? begin).time,
      clock,
      pagination: `T${pagination}`,
      readings: [
        readingOf(options, 'B', begin),
        ...(end === undefined ? [] : [readingOf(options, 'E', end)]),
      ],
    });
    return complete(key.sign(signedBytes));
  } catch (error) {
    if (error instanceof Refusal) throw new SimulatorError('FIELD_INVALID', error.message);
    throw error;
  }
}
