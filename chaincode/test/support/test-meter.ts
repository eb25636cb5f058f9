// SPDX-License-Identifier: Apache-2.0
import { createECDH, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import {
  algorithmById,
  curves,
  fingerprintOf,
  possessionStatement,
  sha256,
  spkiAround,
  toBase64,
  toHex,
  toUtf8,
  writeRaw,
  type Algorithm,
  type Instant,
  type PossessionFields,
} from '@meterpki/protocol';

/** What an OCMF record of a test may say. */
export interface RecordOptions {
  /** Time of the last reading; left out for a record without readings. */
  readonly end?: Instant | undefined;
  readonly serial?: string;
  readonly gateway?: string;
  /** Status of the meter's clock. */
  readonly clock?: string;
  readonly encoding?: 'der' | 'p1363';
}

function builtIn(): Algorithm {
  const algorithm = algorithmById('ECDSA-secp256r1-SHA256');
  if (algorithm === undefined) throw new Error('P-256 is built in');
  return algorithm;
}

const algorithm = builtIn();

/** Private and public key that a name stands for. */
function keyPair(name: string): { d: Buffer; point: Buffer } {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(sha256(toUtf8(name)));
  return { d: ecdh.getPrivateKey(), point: ecdh.getPublicKey() };
}

function privateKey(name: string): KeyObject {
  const { d, point } = keyPair(name);
  const part = (start: number): string => point.subarray(start, start + 32).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: part(1), y: part(33), d: d.toString('base64url') };
  return createPrivateKey({ key: jwk, format: 'jwk' });
}

/** What the readings of every receipt say: none of it may be found on the ledger. */
export const secrets = {
  begin: '1234.567',
  end: '1250.891',
  user: 'CAFE1234',
  tariff: 'night rate 0.31 EUR',
} as const;

const ocmfTime = (time: number, clock: string): string =>
  `${new Date(time).toISOString().slice(0, 23).replace('.', ',')}+0000 ${clock}`;

/** A meter that signs with node:crypto. One name always stands for the same key; it is the serial as well. */
export class TestMeter {
  readonly name: string;
  readonly algorithm = algorithm;
  readonly spki: Uint8Array;
  readonly fingerprint: string;
  /** Made when first asked for, since reading it takes longer than a signature. */
  #key: KeyObject | undefined;
  #records = 0;

  constructor(name: string) {
    this.name = name;
    this.spki = spkiAround(curves.secp256r1, keyPair(name).point.subarray(1));
    this.fingerprint = fingerprintOf(this.spki);
  }

  sign(bytes: Uint8Array, encoding: 'der' | 'p1363' = 'der'): Uint8Array {
    const dsaEncoding = encoding === 'der' ? 'der' : 'ieee-p1363';
    this.#key ??= privateKey(this.name);
    return sign('sha256', bytes, { key: this.#key, dsaEncoding });
  }

  /** A possession proof: DER signature over the statement, base64. */
  prove(fields: PossessionFields): string {
    return toBase64(this.sign(possessionStatement(fields)));
  }

  signRaw(information: string): string {
    return writeRaw(toUtf8(information), this.sign(toUtf8(information)));
  }

  /** An OCMF record over a charging process of an hour. */
  signOcmf({ end, serial = this.name, gateway, clock = 'S', encoding }: RecordOptions): string {
    this.#records += 1;
    const payload = JSON.stringify({
      FV: '1.0',
      ...(gateway === undefined ? {} : { GS: gateway }),
      PG: `T${this.#records}`,
      MS: serial,
      IS: true,
      IT: 'ISO14443',
      ID: secrets.user,
      TT: secrets.tariff,
      RD: end === undefined ? [] : readings(Date.parse(end), clock),
    });
    const signature = toHex(this.sign(toUtf8(payload), encoding));
    return `OCMF|${payload}|${JSON.stringify({ SA: algorithm.ocmf[0], SD: signature })}`;
  }
}

function readings(end: number, clock: string): unknown[] {
  const common = { RI: '1-b:1.8.0', RU: 'kWh', ST: 'G' };
  return [
    { TM: ocmfTime(end - 3_600_000, clock), TX: 'B', RV: secrets.begin, ...common },
    { TM: ocmfTime(end, clock), TX: 'E', RV: secrets.end, ...common },
  ];
}
