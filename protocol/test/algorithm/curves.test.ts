// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { allCurves, toHex, type Curve } from '@meterpki/protocol';
import { ellipticCurve } from '@meterpki/simulator';

/** DER of an object identifier (X.690 section 8.19). */
function derOfOid(oid: string): string {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number);
  const base128 = (value: number): number[] => {
    const high = Math.floor(value / 128);
    return [...(high === 0 ? [] : base128(high).map((digit) => digit | 0x80)), value % 128];
  };
  const content = [40 * first + second, ...rest].flatMap(base128);
  return toHex(Uint8Array.of(6, content.length, ...content));
}

describe.each(allCurves.map((curve): [string, Curve] => [curve.name, curve]))('%s', (_name, curve) => {
  it('has the prefix, the identifier and the size of the keys that OpenSSL makes', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: curve.openssl });
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    const head = `${toHex(curve.spkiPrefix)}04`;
    expect(spki.toString('hex').startsWith(head)).toBe(true);
    expect(spki).toHaveLength(head.length / 2 + 2 * curve.length);
    expect(head).toContain(derOfOid(curve.oid));
  });

  it('has the order that elliptic knows', () => {
    const order = ellipticCurve(curve).n;
    expect(BigInt(`0x${order?.toString(16) ?? '0'}`)).toBe(curve.order);
  });
});

describe('the curves', () => {
  it('share no name, identifier or prefix', () => {
    const columns = [
      allCurves.map(({ name }) => name),
      allCurves.map(({ oid }) => oid),
      allCurves.map(({ openssl }) => openssl),
      allCurves.map(({ spkiPrefix }) => toHex(spkiPrefix)),
      allCurves.flatMap(({ jwk }) => jwk),
    ];
    for (const column of columns) expect(new Set(column).size).toBe(column.length);
  });
});
