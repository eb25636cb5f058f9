// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { curves, spkiAround } from '@meterpki/protocol';
import { hex } from './bytes';
import { meterOf } from './register';

const { spki } = meterOf();
const point = spki.subarray(-65);
const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = BigInt('0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b');

const derOf = (key: { export: (options: { format: 'der'; type: 'spki' }) => Buffer }): Uint8Array =>
  key.export({ format: 'der', type: 'spki' });

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base % P];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

/** A point of P-256 whose x is small, so that x + p still fits 32 bytes. */
function smallPoint(): { x: bigint; y: bigint } {
  for (let x = 1n; ; x++) {
    const square = (x ** 3n - 3n * x + B) % P;
    const y = power(square, (P + 1n) / 4n);
    if ((y * y) % P === square) return { x, y };
  }
}

const coordinates = (x: bigint, y: bigint): Uint8Array =>
  hex(x.toString(16).padStart(64, '0') + y.toString(16).padStart(64, '0'));

const around = (x: bigint, y: bigint): Uint8Array => spkiAround(curves.secp256r1, coordinates(x, y));
const small = smallPoint();

/** A key with small coordinates: the genuine one that the unreduced one beside it imitates. */
export const smallKey: Uint8Array = around(small.x, small.y);

const changed = (at: number, value: number): Uint8Array =>
  spki.map((byte, index) => (index === at ? value : byte));

/** The point at infinity on P-256: OpenSSL parses it, and some versions abort when asked about it. */
export const INFINITY_KEY = '3019301306072a8648ce3d020106082a8648ce3d03010703020000';

/** Keys that the strict import must refuse, by what is wrong with them. */
export const hostileKeys: readonly (readonly [name: string, spki: Uint8Array])[] = [
  ['nothing', new Uint8Array()],
  ['one byte', Uint8Array.of(0x30)],
  ['a trailing byte', Buffer.concat([spki, Uint8Array.of(0)])],
  ['a missing byte', spki.subarray(0, -1)],
  ['a leading byte', Buffer.concat([Uint8Array.of(0), spki])],
  ['a bare point', point],
  ['bare coordinates', point.subarray(1)],
  ['a length in the long form', Buffer.concat([hex('308159'), spki.subarray(2)])],
  ['unused bits in the bit string', changed(25, 1)],
  ['the hybrid form of the point', changed(26, 6 + ((spki.at(-1) ?? 0) & 1))],
  [
    'a compressed point',
    Buffer.concat([
      hex('3039301306072a8648ce3d020106082a8648ce3d030107032200'),
      hex('02'),
      point.subarray(1, 33),
    ]),
  ],
  [
    'explicit parameters',
    derOf(generateKeyPairSync('ec', { namedCurve: 'prime256v1', paramEncoding: 'explicit' }).publicKey),
  ],
  ['a point off the curve', around(small.x, small.y + 1n)],
  ['zero coordinates', around(0n, 0n)],
  ['x = p', around(P, 1n)],
  ['x + p, which elliptic takes for x', around(small.x + P, small.y)],
  ['coordinates of all ones', around(2n ** 256n - 1n, 2n ** 256n - 1n)],
  ['an RSA key', derOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey)],
  ['an Ed25519 key', derOf(generateKeyPairSync('ed25519').publicKey)],
  ['a P-521 key', derOf(generateKeyPairSync('ec', { namedCurve: 'secp521r1' }).publicKey)],
  ['64 KiB of zeros', new Uint8Array(65_536)],
];
