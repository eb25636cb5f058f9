// SPDX-License-Identifier: Apache-2.0
import { toHex } from '@meterpki/protocol';
import { lengthPrefixed, unsigned } from '../../dist/encoding/integers';

describe('unsigned', () => {
  it('writes big-endian in exactly its field', () => {
    expect(toHex(unsigned(0, 1))).toBe('00');
    expect(toHex(unsigned(258, 4))).toBe('00000102');
    expect(toHex(unsigned(255, 1))).toBe('ff');
    expect(toHex(unsigned(2n ** 64n - 1n, 8))).toBe('ff'.repeat(8));
  });

  it.each([
    [256, 1],
    [-1, 4],
    [0.5, 4],
    [2 ** 32, 4],
    [NaN, 4],
  ])('throws a RangeError for %d in %d bytes', (value, length) => {
    expect(() => unsigned(value, length)).toThrow(RangeError);
  });
});

describe('lengthPrefixed', () => {
  it('counts bytes of UTF-8, not characters', () => {
    expect(toHex(lengthPrefixed('é'))).toBe('0002c3a9');
    expect(toHex(lengthPrefixed(''))).toBe('0000');
    expect(toHex(lengthPrefixed(Uint8Array.of(7)))).toBe('000107');
  });

  it('takes 65535 bytes and not one more', () => {
    expect(lengthPrefixed(new Uint8Array(65_535))).toHaveLength(65_537);
    expect(() => lengthPrefixed(new Uint8Array(65_536))).toThrow(RangeError);
  });
});
