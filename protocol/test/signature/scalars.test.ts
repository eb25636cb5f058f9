// SPDX-License-Identifier: Apache-2.0
import { allCurves, canonicalSignature, curves, inRange, toHex } from '@meterpki/protocol';
import { hex } from '../support/bytes';

const curve = curves.secp256r1;
const scalar = (value: bigint): string => value.toString(16).padStart(64, '0');
const pair = (r: bigint, s: bigint): Uint8Array => hex(scalar(r) + scalar(s));
const n = curve.order;

describe('the range of r and s', () => {
  it.each([
    [1n, 1n, true],
    [n - 1n, n - 1n, true],
    [0n, 1n, false],
    [1n, 0n, false],
    [n, 1n, false],
    [1n, n, false],
    [n + 1n, 1n, false],
    [1n, 2n ** 256n - 1n, false],
  ])('r = %d, s = %d: %p', (r, s, expected) => {
    expect(inRange(curve, pair(r, s))).toBe(expected);
  });
});

describe('the canonical signature', () => {
  it('is one for both twins', () => {
    for (const s of [1n, 5n, n / 2n, n / 2n + 1n, n - 1n]) {
      const [one, other] = [s, n - s].map((value) => toHex(canonicalSignature(curve, pair(7n, value))));
      expect(one).toBe(other);
      expect(BigInt(`0x${one?.slice(64) ?? ''}`)).toBeLessThanOrEqual(n / 2n);
    }
  });

  it('keeps r and tells different s apart', () => {
    expect(toHex(canonicalSignature(curve, pair(7n, n - 2n)))).toBe(scalar(7n) + scalar(2n));
    expect(canonicalSignature(curve, pair(7n, 3n))).not.toEqual(canonicalSignature(curve, pair(7n, 2n)));
  });

  it('keeps an s that is out of range, on every curve', () => {
    for (const { order, length, ...rest } of allCurves) {
      const wide = (value: bigint): string => value.toString(16).padStart(2 * length, '0');
      for (const s of [0n, order, order + 1n, 256n ** BigInt(length) - 1n]) {
        const fixed = hex(wide(7n) + wide(s));
        expect(toHex(canonicalSignature({ order, length, ...rest }, fixed))).toBe(toHex(fixed));
      }
    }
  });
});
