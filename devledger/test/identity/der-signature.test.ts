// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, sign, verify } from 'node:crypto';

import { readLowS, toLowS } from '../../dist/identity/der-signature.js';

const CURVE = 'prime256v1';
const HALF_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n / 2n;
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: CURVE });
const data = Buffer.from('signed');

/** Enough signatures that both halves occur. */
const signatures = Array.from({ length: 40 }, () => sign('sha256', data, privateKey));

function der(r: Buffer, s: Buffer): Buffer {
  const body = Buffer.concat([Buffer.of(2, r.length), r, Buffer.of(2, s.length), s]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

function number(value: bigint): Buffer {
  const bytes = Buffer.from(value.toString(16).padStart(66, '0'), 'hex');
  const start = bytes.findIndex((byte, index) => byte !== 0 || (bytes[index + 1] ?? 0x80) >= 0x80);
  return bytes.subarray(start);
}

const isLowS = (signature: Uint8Array, curve: string): boolean => readLowS(signature, curve) !== undefined;

describe('readLowS', () => {
  it('takes the half of the group order and refuses one more', () => {
    expect(isLowS(der(number(5n), number(HALF_ORDER)), CURVE)).toBe(true);
    expect(isLowS(der(number(5n), number(HALF_ORDER + 1n)), CURVE)).toBe(false);
  });

  it('finds both kinds among signatures as OpenSSL makes them', () => {
    const low = signatures.filter((signature) => isLowS(signature, CURVE));
    expect(low.length).toBeGreaterThan(0);
    expect(low.length).toBeLessThan(signatures.length);
  });

  it.each([
    ['zero', der(Buffer.of(0), number(6n))],
    ['negative number', der(Buffer.of(0x80), number(6n))],
    ['needless leading zero', der(Buffer.of(0, 5), number(6n))],
    ['empty number', der(Buffer.alloc(0), number(6n))],
    ['one number only', Buffer.of(0x30, 3, 2, 1, 5)],
    ['a SEQUENCE longer than the bytes', Buffer.of(0x30, 7, 2, 1, 5, 2, 1, 6)],
    ['other tag', Buffer.of(0x31, 6, 2, 1, 5, 2, 1, 6)],
    ['no bytes', Buffer.alloc(0)],
  ])('refuses %s', (_name, signature) => {
    expect(isLowS(signature, CURVE)).toBe(false);
  });

  it.each([
    ['behind the SEQUENCE', Buffer.of(0x30, 6, 2, 1, 5, 2, 1, 6, 0)],
    ['behind the second number', Buffer.of(0x30, 9, 2, 1, 5, 2, 1, 6, 2, 1, 7)],
  ])('passes over bytes %s, as Go does', (_where, signature) => {
    expect(readLowS(signature, CURVE)).toEqual(der(number(5n), number(6n)));
  });

  it('refuses a curve that it does not know', () => {
    expect(isLowS(der(number(5n), number(6n)), 'secp256k1')).toBe(false);
  });
});

describe('toLowS', () => {
  it('makes every signature low, and keeps it valid', () => {
    for (const signature of signatures.map((made) => toLowS(made, CURVE))) {
      expect(isLowS(signature, CURVE)).toBe(true);
      expect(verify('sha256', data, publicKey, signature)).toBe(true);
    }
  });

  it('does so on P-384, too', () => {
    const keys = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
    for (let count = 0; count < 20; count += 1) {
      const signature = toLowS(sign('sha256', data, keys.privateKey), 'secp384r1');
      expect(isLowS(signature, 'secp384r1')).toBe(true);
      expect(verify('sha256', data, keys.publicKey, signature)).toBe(true);
    }
  });
});
