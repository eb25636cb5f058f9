// SPDX-License-Identifier: Apache-2.0
import { toBase64, toHex, toUtf8, type Algorithm } from '@meterpki/protocol';
import { SimulatorError } from '../errors';
import type { SigningKey } from '../key/signing-key';
import type { Nameplate } from '../meter/nameplate';
import { encodeSignature } from '../signature/encode';
import { JsonText, listText, objectText, type Member } from './json-text';
import type { OcmfOptions, OcmfReading } from './ocmf-options';
import { ocmfTime } from './ocmf-time';

function readingText(options: OcmfOptions, kind: 'B' | 'E', { time, value }: OcmfReading): JsonText {
  if (!/^-?(0|[1-9]\d*)(\.\d+)?$/.test(value))
    throw new SimulatorError('FIELD_INVALID', 'give readings as decimal text, such as 12.340');
  return objectText({
    TM: ocmfTime(time, options.offsetMinutes ?? 0, options.clock ?? 'S'),
    TX: kind,
    RV: new JsonText(value),
    RI: options.obis ?? '1-b:1.8.0',
    RU: options.unit ?? 'kWh',
    RT: 'AC',
    EF: options.errorFlags ?? '',
    ST: options.state ?? 'G',
  });
}

function userMembers({ userId, userIdType }: OcmfOptions): Record<string, Member> {
  const known = userId !== undefined;
  return {
    IS: known,
    IL: known ? 'VERIFIED' : 'NONE',
    IF: listText(known ? ['RFID_PLAIN'] : []),
    IT: userIdType ?? (known ? 'ISO14443' : 'NONE'),
    ID: userId ?? '',
  };
}

function payloadText(plate: Nameplate, options: OcmfOptions, pagination: number): string {
  if (!Number.isSafeInteger(pagination) || pagination < 0)
    throw new SimulatorError('FIELD_INVALID', 'the pagination is a whole number from 0');
  const { begin, end, chargePoint } = options;
  return objectText({
    FV: options.version ?? '1.0',
    GI: plate.gatewaySerial === undefined ? undefined : 'meterpki simulator',
    GS: plate.gatewaySerial,
    PG: `T${pagination}`,
    MV: plate.manufacturer,
    MM: plate.model,
    MS: plate.serial,
    ...userMembers(options),
    TT: options.tariff,
    CT: chargePoint?.type,
    CI: chargePoint?.id,
    RD: listText([
      readingText(options, 'B', begin),
      ...(end === undefined ? [] : [readingText(options, 'E', end)]),
    ]),
  }).text;
}

/** `SA`: the first OCMF name of the algorithm, or nothing where the record is to leave it out. */
const algorithmName = ({ ocmf, id }: Algorithm, { algorithmNamed }: OcmfOptions): string | undefined =>
  algorithmNamed === false ? undefined : (ocmf[0] ?? id);

/**
 * Writes and signs an OCMF record; the signature covers exactly the bytes of the payload section.
 * @throws {@link SimulatorError} FIELD_INVALID
 */
export function writeOcmf(
  key: SigningKey,
  plate: Nameplate,
  options: OcmfOptions,
  pagination: number,
): string {
  const payload = payloadText(plate, options, pagination);
  const { signatureText, signatureEncoding = 'der' } = options;
  const signature = encodeSignature(key.algorithm.curve, key.sign(toUtf8(payload)), signatureEncoding);
  const section = objectText({
    SA: algorithmName(key.algorithm, options),
    SE: signatureText,
    SD: signatureText === 'base64' ? toBase64(signature) : toHex(signature),
  });
  return `OCMF|${payload}|${section.text}`;
}
