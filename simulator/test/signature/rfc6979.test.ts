// SPDX-License-Identifier: Apache-2.0
import { toHex, toUtf8 } from '@meterpki/protocol';
import { Meter } from '@meterpki/simulator';

/** RFC 6979 appendix A.2.5: P-256, SHA-256. */
const PRIVATE_KEY = 'C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721';
const POINT =
  '60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6' +
  '7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299';
const signatures: [message: string, r: string, s: string][] = [
  [
    'sample',
    'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716',
    'F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
  ],
  [
    'test',
    'F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367',
    '019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083',
  ],
];

describe('the vectors of RFC 6979 appendix A.2.5', () => {
  const meter = Meter.fromPrivateKey(PRIVATE_KEY, { serial: '1' });

  it('give the public key of the appendix', () => {
    expect(toHex(meter.spki).slice(-128)).toBe(POINT.toLowerCase());
  });

  it.each(signatures)('give r and s of the appendix for %j', (message, r, s) => {
    expect(toHex(meter.sign(toUtf8(message), 'p1363'))).toBe((r + s).toLowerCase());
  });
});
