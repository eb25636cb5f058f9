// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { looseBase32, looseBase64, looseHex } from '../../dist/encoding/loose';

const text = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : Buffer.from(bytes).toString('latin1');

describe('loose spellings', () => {
  it('are read with white space and without padding', () => {
    expect(text(looseHex('66:6f 6F\n'))).toBe('foo');
    expect(text(looseBase64('Zm9\nvYg'))).toBe('foob');
    expect(text(looseBase32('MZXW6 YQ'))).toBe('foob');
  });

  it.each([
    ['', ''],
    ['MY======', 'f'],
    ['MZXQ====', 'fo'],
    ['MZXW6===', 'foo'],
    ['MZXW6YQ=', 'foob'],
    ['MZXW6YTB', 'fooba'],
    ['MZXW6YTBOI======', 'foobar'],
  ])('%j is base32 of %j (RFC 4648 section 10)', (spelled, expected) => {
    expect(text(looseBase32(spelled))).toBe(expected);
  });

  it.each(['M', 'MZ1', 'mzxw6', 'MZ', 'MZXW6Z', 'A=A'])('%j is no base32', (spelled) => {
    expect(looseBase32(spelled)).toBeUndefined();
  });

  it('hold the same bytes in every spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const spelled = Buffer.from(bytes);
        expect(text(looseHex(spelled.toString('hex')))).toBe(text(bytes));
        expect(text(looseBase64(spelled.toString('base64')))).toBe(text(bytes));
      }),
    );
  });

  it('are not read from anything else', () => {
    expect(looseHex(' ')).toBeUndefined();
    expect(looseHex('abc')).toBeUndefined();
    expect(looseBase64('Zm9*')).toBeUndefined();
  });
});
