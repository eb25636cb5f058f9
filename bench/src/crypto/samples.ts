// SPDX-License-Identifier: Apache-2.0
import {
  algorithms,
  decodeSignature,
  importSpki,
  readReceipt,
  toBase64,
  type Algorithm,
  type MeterRecord,
  type PublicKey,
  type Receipt,
} from '@meterpki/protocol';
import { Meter } from '@meterpki/simulator';

/** A signed OCMF record and everything that is needed to check it. */
export interface Sample {
  readonly algorithm: Algorithm;
  readonly text: string;
  readonly receipt: Receipt;
  readonly key: PublicKey;
  /** r and s, fixed length. */
  readonly signature: Uint8Array;
  /** The meter's record as a ledger would hold it. */
  readonly meter: MeterRecord;
}

const REGISTERED = '2026-01-01T00:00:00.000Z';

function recordOf({ spki, fingerprint, algorithm }: Meter): MeterRecord {
  return {
    schema: 1,
    meterId: 'ptb:bench',
    mspId: 'PTBMSP',
    manufacturer: 'Example',
    model: 'Example',
    aliases: [],
    status: 'ACTIVE',
    registered: REGISTERED,
    keys: [
      {
        sequence: 0,
        fingerprint,
        spki: toBase64(spki),
        algorithm: algorithm.id,
        state: 'ACTIVE',
        possession: 'statement',
        attestations: [],
        activated: { time: REGISTERED, quorum: { attestations: 2, nmis: 1 } },
      },
    ],
  };
}

function sampleOf(algorithm: Algorithm): Sample {
  const meter = Meter.fromSeed(`bench ${algorithm.id}`, { serial: '4711', algorithm });
  const text = meter.signOcmf({
    begin: { time: '2026-03-01T10:00:00.000Z', value: '1.230' },
    end: { time: '2026-03-01T11:00:00.000Z', value: '13.570' },
    userId: '1F2D3A4F5506C7',
    tariff: 'night, 0.30 EUR/kWh',
  });
  const read = readReceipt(text);
  const key = importSpki(meter.spki);
  if (read.kind !== 'receipt' || key === undefined) throw new Error(`${algorithm.id}: no sample`);
  const { receipt } = read;
  const decoded = decodeSignature(receipt.signature, receipt.encodings, algorithm.curve);
  if (decoded === undefined) throw new Error(`${algorithm.id}: no signature`);
  return { algorithm, text, receipt, key, signature: decoded.fixed, meter: recordOf(meter) };
}

/** One OCMF record for each algorithm, always the same. */
export const samples = (): readonly Sample[] => algorithms.map(sampleOf);
