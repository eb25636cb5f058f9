// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { algorithmsOn, concat, curves, spkiAround, type Curve } from '@meterpki/protocol';
import { ellipticCurve, Meter } from '@meterpki/simulator';
import { hex } from './bytes';

const derOf = (key: { export: (options: { format: 'der'; type: 'spki' }) => Buffer }): Uint8Array =>
  key.export({ format: 'der', type: 'spki' });

/** The same key on this curve in every run. */
export function keyOn(curve: Curve, seed = 'sample'): Uint8Array {
  const [algorithm] = algorithmsOn(curve);
  if (algorithm === undefined) throw new Error(`no algorithm on ${curve.name}`);
  return Meter.fromSeed(seed, { serial: '4711', algorithm }).spki;
}

interface Plane {
  readonly prime: bigint;
  /** Y of a point with this X, or undefined where there is none. */
  readonly yOf: (x: bigint) => bigint | undefined;
}

/** The curve as elliptic knows it. */
function planeOf(curve: Curve): Plane {
  const { curve: short } = ellipticCurve(curve) as unknown as {
    curve: {
      p: { toString: (base: 16) => string };
      pointFromX: (x: string) => { getY: () => { toString: (base: 16) => string } };
    };
  };
  return {
    prime: BigInt(`0x${short.p.toString(16)}`),
    yOf(x) {
      try {
        return BigInt(`0x${short.pointFromX(x.toString(16)).getY().toString(16)}`);
      } catch {
        return undefined;
      }
    },
  };
}

/** A point whose X is small, so that X + p may still fit the field. */
function smallPoint({ yOf }: Plane): { x: bigint; y: bigint } {
  for (let x = 1n; ; x++) {
    const y = yOf(x);
    if (y !== undefined) return { x, y };
  }
}

const around = (curve: Curve, x: bigint, y: bigint): Uint8Array =>
  spkiAround(curve, hex([x, y].map((value) => value.toString(16).padStart(2 * curve.length, '0')).join('')));

/** A key with small coordinates: the genuine one that the unreduced one beside it imitates. */
export function smallKey(curve: Curve): Uint8Array {
  const { x, y } = smallPoint(planeOf(curve));
  return around(curve, x, y);
}

/** The point at infinity: OpenSSL parses it, and some versions abort when asked about it. */
export function infinityKey({ spkiPrefix }: Curve): Uint8Array {
  const algorithm = spkiPrefix.subarray(2, -3);
  return concat(Uint8Array.of(0x30, algorithm.length + 4), algorithm, Uint8Array.of(3, 2, 0, 0));
}

/** The point at infinity on P-256, as the reference has it. */
export const INFINITY_KEY = '3019301306072a8648ce3d020106082a8648ce3d03010703020000';

const changed = (bytes: Uint8Array, at: number, value: number): Uint8Array =>
  bytes.map((byte, index) => (index === at ? value : byte));

/** The SPKI with a compressed point. */
export function compressedKey(curve: Curve, spki = keyOn(curve)): Uint8Array {
  const prefix = Buffer.from(curve.spkiPrefix);
  prefix[1] = (prefix[1] ?? 0) - curve.length;
  prefix[prefix.length - 2] = (prefix.at(-2) ?? 0) - curve.length;
  const x = spki.subarray(-2 * curve.length, -curve.length);
  return concat(prefix, Uint8Array.of(2 + ((spki.at(-1) ?? 0) & 1)), x);
}

type Named = readonly (readonly [name: string, spki: Uint8Array])[];

/** Keys of a curve that are written in another way than the one that the ledger takes. */
export function otherForms(curve: Curve): Named {
  const spki = keyOn(curve);
  const point = spki.subarray(-(1 + 2 * curve.length));
  return [
    ['a bare point', point],
    ['bare coordinates', point.subarray(1)],
    ['a compressed point', compressedKey(curve)],
    ['a compressed bare point', compressedKey(curve).subarray(-(1 + curve.length))],
  ];
}

/** Keys of a curve that nobody may take for one, by what is wrong with them. */
export function hostileKeysOn(curve: Curve): Named {
  const spki = keyOn(curve);
  const { length, spkiPrefix } = curve;
  const plane = planeOf(curve);
  const small = smallPoint(plane);
  const pointAt = spkiPrefix.length;
  const beyond = small.x + plane.prime;
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: curve.openssl, paramEncoding: 'explicit' });
  const unreduced: Named =
    beyond < 256n ** BigInt(length)
      ? [['x + p, which elliptic takes for x', around(curve, beyond, small.y)]]
      : [];
  return [
    ['a trailing byte', concat(spki, Uint8Array.of(0))],
    ['a missing byte', spki.subarray(0, -1)],
    ['a leading byte', concat(Uint8Array.of(0), spki)],
    ['a length in the long form', concat(Uint8Array.of(0x30, 0x81), spki.subarray(1))],
    ['unused bits in the bit string', changed(spki, pointAt - 1, 1)],
    ['the hybrid form of the point', changed(spki, pointAt, 6 + ((spki.at(-1) ?? 0) & 1))],
    ['explicit parameters', derOf(publicKey)],
    ['the point at infinity', infinityKey(curve)],
    ['a compressed point on no curve', changed(compressedKey(curve), pointAt, 5)],
    ['a point off the curve', around(curve, small.x, small.y + 1n)],
    ['zero coordinates', around(curve, 0n, 0n)],
    ['x = p', around(curve, plane.prime, 1n)],
    ['coordinates of all ones', spkiAround(curve, new Uint8Array(2 * length).fill(0xff))],
    ...unreduced,
  ];
}

/** Keys of no built-in curve, and bytes that are none at all. */
export const foreignKeys: Named = [
  ['nothing', new Uint8Array()],
  ['one byte', Uint8Array.of(0x30)],
  ['an RSA key', derOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey)],
  ['a DSA key', derOf(generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).publicKey)],
  ['an Ed25519 key', derOf(generateKeyPairSync('ed25519').publicKey)],
  ['a P-521 key', derOf(generateKeyPairSync('ec', { namedCurve: 'secp521r1' }).publicKey)],
  ['a secp112r1 key', hex(`3032301006072a8648ce3d020106052b81040006031e0004${'01'.repeat(28)}`)],
  ['the P-256 point under the name of secp256k1', misnamed()],
  ['64 KiB of zeros', new Uint8Array(65_536)],
];

function misnamed(): Uint8Array {
  return spkiAround(curves.secp256k1, keyOn(curves.secp256r1).subarray(-64));
}
