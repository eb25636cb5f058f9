// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { toBase64, toHex, writeRaw, type ReceiptInput } from '@meterpki/protocol';

/** How the receipts of a run are written. */
export type BenchFormat = 'raw' | 'ocmf';

/** A meter to measure with; its key is OpenSSL's, since thousands are wanted. */
export interface BenchMeter {
  readonly meterId: string;
  /** DER of the SubjectPublicKeyInfo, base64. */
  readonly spki: string;
  readonly privateKey: KeyObject;
}

/** Meters whose IDs follow each other; a hundred share all but the last two digits. */
export function makeMeters(count: number, run: string): BenchMeter[] {
  return Array.from({ length: count }, (_, at) => {
    const pem = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const spki = createPublicKey(pem.publicKey).export({ type: 'spki', format: 'der' });
    const meterId = `ptb:${run}.${String(at).padStart(6, '0')}`;
    return { meterId, spki: toBase64(spki), privateKey: createPrivateKey(pem.privateKey) };
  });
}

/** A reading as an OCMF payload, about 250 bytes. */
const payload = ({ meterId }: BenchMeter, pagination: number): string =>
  JSON.stringify({
    FV: '1.0',
    GI: 'bench',
    GS: meterId,
    PG: `T${pagination}`,
    MV: 'Example Meters',
    MM: 'EM 1',
    MS: meterId,
    RD: [
      {
        TM: '2026-07-01T12:00:00,000+0000 S',
        TX: 'E',
        RV: `${1000 + pagination}.250`,
        RI: '1-b:1.8.0',
        RU: 'kWh',
        ST: 'G',
      },
    ],
  });

/** A receipt of the meter, as it is handed to the ledger. */
export function receiptOf(meter: BenchMeter, pagination: number, format: BenchFormat): ReceiptInput {
  const text = payload(meter, pagination);
  const signature = sign('sha256', Buffer.from(text), meter.privateKey);
  const { meterId } = meter;
  if (format === 'raw') return { text: writeRaw(Buffer.from(text), signature), format, meterId };
  return { text: `OCMF|${text}|{"SD":"${toHex(signature)}"}`, format, meterId };
}
