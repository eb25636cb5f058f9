// SPDX-License-Identifier: Apache-2.0
import { curves, decodeSignature, fromHex, toHex } from '@meterpki/protocol';
import { encodeSignature, highTwin, otherTwin } from '@meterpki/simulator';

const curve = curves.secp256r1;
const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();
const scalar = (hex: string): string => hex.padStart(64, '0');

describe('encodeSignature', () => {
  it('writes DER integers with the zero that a high bit needs and no other', () => {
    const fixed = bytes(scalar('80') + scalar('7f'));
    expect(toHex(encodeSignature(curve, fixed, 'der'))).toBe('3007020200800201' + '7f');
  });

  it('leaves out the zero in the unpadded form, which only the tolerant reading takes', () => {
    const fixed = bytes(scalar('80') + scalar('1'));
    const unpadded = encodeSignature(curve, fixed, 'unpadded-der');
    expect(decodeSignature(unpadded, ['der'], curve)).toBeUndefined();
    const decoded = decodeSignature(unpadded, ['unpadded-der'], curve);
    expect(toHex(decoded?.fixed ?? new Uint8Array())).toBe(toHex(highTwin(curve, fixed)));
  });

  it('writes r and s as they are for p1363', () => {
    const fixed = bytes(scalar('2') + scalar('3'));
    expect(encodeSignature(curve, fixed, 'p1363')).toEqual(fixed);
  });
});

describe('otherTwin', () => {
  it('gives the signature itself when applied twice', () => {
    const fixed = bytes(scalar('2') + scalar('3'));
    expect(otherTwin(curve, fixed)).not.toEqual(fixed);
    expect(toHex(otherTwin(curve, otherTwin(curve, fixed)))).toBe(toHex(fixed));
  });
});
