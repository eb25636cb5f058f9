// SPDX-License-Identifier: Apache-2.0
import { readReceipt, toHex, toUtf8, type Receipt } from '@meterpki/protocol';
import type { Meter, OcmfOptions } from '@meterpki/simulator';

/** A whole transaction that ended on 31 January 2026 at 13:00 UTC. */
export const transaction: OcmfOptions = {
  begin: { time: '2026-01-31T12:00:00.000Z', value: '1.10' },
  end: { time: '2026-01-31T13:00:00.000Z', value: '2.20' },
};

/** A signature in DER that belongs to nothing: r and s are 1. */
export const ANY_SIGNATURE = '3006020101020101';

/** An OCMF record around this payload, unsigned. */
export const recordAround = (payload: string, section = `{"SD":"${ANY_SIGNATURE}"}`): string =>
  `OCMF|${payload}|${section}`;

/** An OCMF record with this payload, signed. */
export const signedRecord = (meter: Meter, payload: string): string =>
  recordAround(payload, `{"SD":"${toHex(meter.sign(toUtf8(payload)))}"}`);

/** The receipt in a text that holds one. */
export function receiptIn(text: string): Receipt {
  const read = readReceipt(text);
  if (read.kind !== 'receipt') throw new Error(`${read.kind}: ${read.text}`);
  return read.receipt;
}
