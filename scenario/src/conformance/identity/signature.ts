// SPDX-License-Identifier: Apache-2.0
import { type KeyObject, sign } from 'node:crypto';

/** Order of the group of P-256. SEC 2, section 2.4.2. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const SCALAR_BYTES = 32;

/** Which of the two values of s that satisfy a signature is sent; Fabric takes the low one only. */
export type HalfOfS = 'low' | 'high';

/**
 * Signs with ECDSA over SHA-256.
 *
 * @param key - a private key on P-256
 * @returns DER, RFC 3279 section 2.2.3
 */
export function signatureOver(data: Uint8Array, key: KeyObject, half: HalfOfS = 'low'): Uint8Array {
  const raw = sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
  const s = BigInt(`0x${raw.subarray(SCALAR_BYTES).toString('hex')}`);
  const isLow = s <= ORDER / 2n;
  const wanted = isLow === (half === 'low') ? s : ORDER - s;
  const bytes = Buffer.from(wanted.toString(16).padStart(2 * SCALAR_BYTES, '0'), 'hex');
  return element(0x30, Buffer.concat([integer(raw.subarray(0, SCALAR_BYTES)), integer(bytes)]));
}

/** A positive INTEGER without leading zeros but the one that keeps it positive. */
function integer(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const significant = bytes.subarray(start);
  const isNegative = (significant[0] ?? 0) >= 0x80;
  return element(0x02, isNegative ? Buffer.concat([Buffer.of(0), significant]) : significant);
}

/** Everything here is shorter than 128 bytes. */
const element = (tag: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.of(tag, content.length), content]);
