// SPDX-License-Identifier: Apache-2.0
import { concat, fromHex, toHex, type Curve, type SignatureEncoding } from '@meterpki/protocol';

/** Big-endian without leading zeros, at least one byte. */
function shortest(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  return bytes.subarray(first < 0 ? bytes.length - 1 : first);
}

const element = (tag: number, content: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(tag, content.length), content);

const signed = (bytes: Uint8Array): Uint8Array =>
  (bytes[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), bytes) : bytes;

/** ECDSA-Sig-Value (RFC 3279 section 2.2.3) around two integers; `asInteger` may leave out their padding. */
function sequence(fixed: Uint8Array, asInteger: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  const halves = [fixed.subarray(0, fixed.length / 2), fixed.subarray(fixed.length / 2)];
  return element(0x30, concat(...halves.map((half) => element(0x02, asInteger(shortest(half))))));
}

/** The other signature over the same message: r and n - s (anybody can compute it). */
export function otherTwin(curve: Curve, fixed: Uint8Array): Uint8Array {
  const s = curve.order - BigInt(`0x${toHex(fixed.subarray(curve.length))}`);
  const hex = s.toString(16).padStart(2 * curve.length, '0');
  return concat(fixed.subarray(0, curve.length), fromHex(hex) ?? new Uint8Array());
}

/** Whichever twin has the larger s. */
export function highTwin(curve: Curve, fixed: Uint8Array): Uint8Array {
  const other = otherTwin(curve, fixed);
  return Buffer.compare(other, fixed) > 0 ? other : fixed;
}

/**
 * Spells a signature (r and s, fixed length) the way a format asks for. `unpadded-der` copies a meter family
 * that leaves out the zero in front of a high bit; it takes the larger s, so that the deviation shows.
 */
export function encodeSignature(curve: Curve, fixed: Uint8Array, encoding: SignatureEncoding): Uint8Array {
  if (encoding === 'p1363') return fixed;
  if (encoding === 'der') return sequence(fixed, signed);
  return sequence(highTwin(curve, fixed), (bytes) => bytes);
}
