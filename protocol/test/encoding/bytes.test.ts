// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import {
  concat,
  fromBase64,
  fromBase64Url,
  fromHex,
  fromUtf8,
  hasUtf8Form,
  sameBytes,
  toBase64,
  toBase64Url,
  toHex,
  toUtf8,
} from '@meterpki/protocol';

describe('hex and base64', () => {
  it('give any bytes back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toHex(fromHex(toHex(bytes)) ?? Uint8Array.of(1))).toBe(toHex(bytes));
        expect(toHex(fromBase64(toBase64(bytes)) ?? Uint8Array.of(1))).toBe(toHex(bytes));
        expect(toHex(fromBase64Url(toBase64Url(bytes)) ?? Uint8Array.of(1))).toBe(toHex(bytes));
      }),
    );
  });

  it.each(['a', 'abc', 'zz', '0x00', 'ab cd', 'ab-cd', ' ab', 'ab\n', 'ａｂ'])(
    'refuse the hex text %j',
    (text) => {
      expect(fromHex(text)).toBeUndefined();
    },
  );

  it.each(['QQ', 'QR==', 'QQ=', 'QQ==\n', ' QQ==', 'Q Q==', 'QQ==QQ==', '-_-_', '====', 'é'])(
    'refuse the base64 text %j',
    (text) => {
      expect(fromBase64(text)).toBeUndefined();
    },
  );

  it('take hex digits of either case', () => {
    expect(toHex(fromHex('aBCd') ?? new Uint8Array())).toBe('abcd');
  });
});

describe('sameBytes', () => {
  it('holds for equal bytes alone', () => {
    expect(sameBytes(Uint8Array.of(1, 2), Buffer.from([1, 2]))).toBe(true);
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false);
  });
});

describe('concat', () => {
  it('keeps the order', () => {
    expect(toHex(concat(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3)))).toBe('010203');
  });
});

describe('hasUtf8Form', () => {
  it('is false for a lone surrogate alone', () => {
    expect(['a', 'é', '😀', ''].map(hasUtf8Form)).toEqual([true, true, true, true]);
    expect(['\ud83d', '\ude00', 'a\ud83db', '\ude00\ud83d'].map(hasUtf8Form)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('base64url and UTF-8', () => {
  it.each(['QQ==', 'QR', 'Q', '+/+/', 'QQ\n'])('refuse the base64url text %j', (text) => {
    expect(fromBase64Url(text)).toBeUndefined();
  });

  it('give a text back, its byte order mark too, also out of the middle of a buffer', () => {
    const text = '\ufeffgr\u00fc\u00df \u{1f50c}';
    expect(fromUtf8(toUtf8(text))).toBe(text);
    expect(fromUtf8(Buffer.concat([Buffer.from('xx'), toUtf8(text)]).subarray(2))).toBe(text);
  });

  it.each([[[0xff]], [[0xc3]], [[0xed, 0xa0, 0x80]], [[0xc0, 0x80]]])('refuse the bytes %j', (bytes) => {
    expect(fromUtf8(Uint8Array.from(bytes))).toBeUndefined();
  });
});
