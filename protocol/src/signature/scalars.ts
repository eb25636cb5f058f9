// SPDX-License-Identifier: Apache-2.0
import type { Curve } from '../algorithm/curves';
import { concat, toHex } from '../encoding/bytes';
import { unsigned } from '../encoding/integers';

const scalar = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes)}`);

/** True when r and s both lie between 1 and n - 1 (FIPS 186-5 section 6.4.2, step 1). */
export function inRange(curve: Curve, fixed: Uint8Array): boolean {
  const [r, s] = [scalar(fixed.subarray(0, curve.length)), scalar(fixed.subarray(curve.length))];
  return r >= 1n && r < curve.order && s >= 1n && s < curve.order;
}

/**
 * The signature with the smaller of s and n - s: the one form for both, since anybody can turn one into the other.
 * An s that is out of range, which no key verifies, stays as it is.
 */
export function canonicalSignature(curve: Curve, fixed: Uint8Array): Uint8Array {
  const s = scalar(fixed.subarray(curve.length));
  const other = curve.order - s;
  const smaller = other > 0n && other < s ? other : s;
  return concat(fixed.subarray(0, curve.length), unsigned(smaller, curve.length));
}
