// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import {
  algorithms,
  decodeSignature,
  importSpki,
  readReceipt,
  verifySignature,
  type Algorithm,
  type PublicKey,
  type Receipt,
} from '@meterpki/protocol';
import type { Meter } from '@meterpki/simulator';
import { flipBit } from '../support/bytes';
import { transaction } from '../support/ocmf';
import { meterOf } from '../support/register';
import { edl40Meter, signEdl40, signJws } from '../support/signed-forms';

interface Signed {
  readonly name: string;
  readonly meter: Meter;
  readonly text: string;
}

const forms: readonly ((meter: Meter) => readonly [string, string])[] = [
  (meter) => ['OCMF', meter.signOcmf(transaction)],
  (meter) => ['raw', meter.signRaw('1 kWh')],
];

const onEveryCurve = algorithms.flatMap((algorithm): Signed[] => {
  const meter = meterOf('bits', algorithm);
  const jws =
    algorithm.jws === undefined ? [] : [{ name: `JWS ${algorithm.jws}`, meter, text: signJws(meter) }];
  const plain = forms.map((form) => {
    const [name, text] = form(meter);
    return { name: `${name} ${algorithm.id}`, meter, text };
  });
  return [...plain, ...jws];
});
const edl40: Signed = { name: 'EDL40', meter: edl40Meter(), text: signEdl40() };
const signed = [...onEveryCurve, edl40];

function receiptOf(text: string): Receipt {
  const read = readReceipt(text);
  if (read.kind !== 'receipt') throw new Error(read.text);
  return read.receipt;
}

/** Verifies what a format made of a receipt, with other bytes or another key. */
function verifies(
  { signature, encodings }: Receipt,
  algorithm: Algorithm,
  key: PublicKey | undefined,
  message: Uint8Array,
): boolean {
  const decoded = decodeSignature(signature, encodings, algorithm.curve);
  return (
    key !== undefined && decoded !== undefined && verifySignature(algorithm, key, message, decoded.fixed)
  );
}

describe.each(signed)('$name', ({ meter, text }) => {
  const receipt = receiptOf(text);
  const { algorithm, spki } = meter;
  const key = importSpki(spki);
  const { signedBytes } = receipt;

  it('verifies as it was signed', () => {
    expect(verifies(receipt, algorithm, key, signedBytes)).toBe(true);
  });

  it('does not verify with any bit of the signed bytes flipped', () => {
    fc.assert(
      fc.property(fc.nat({ max: 8 * signedBytes.length - 1 }), (bit) => {
        expect(verifies(receipt, algorithm, key, flipBit(signedBytes, bit))).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('does not verify with any bit of the key flipped', () => {
    fc.assert(
      fc.property(fc.nat({ max: 8 * spki.length - 1 }), (bit) => {
        expect(verifies(receipt, algorithm, importSpki(flipBit(spki, bit)), signedBytes)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});
