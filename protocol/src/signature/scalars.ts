// SPDX-License-Identifier: Apache-2.0
import type { Curve } from '../algorithm/curves';

/** Order of a scalar, which begins at an offset, and a limit of the same length. */
function compareAt(fixed: Uint8Array, offset: number, limit: Uint8Array): number {
  let at = 0;
  while (at < limit.length - 1 && fixed[offset + at] === limit[at]) at++;
  return (fixed[offset + at] ?? 0) - (limit[at] ?? 0);
}

/** True for a scalar between 1 and n - 1. */
function isInRange({ orderBytes, length }: Curve, fixed: Uint8Array, offset: number): boolean {
  let at = offset;
  while (at < offset + length - 1 && fixed[at] === 0) at++;
  return fixed[at] !== 0 && compareAt(fixed, offset, orderBytes) < 0;
}

/** True when r and s both lie between 1 and n - 1 (FIPS 186-5 section 6.4.2, step 1). */
export const inRange = (curve: Curve, fixed: Uint8Array): boolean =>
  isInRange(curve, fixed, 0) && isInRange(curve, fixed, curve.length);

/**
 * The signature with the smaller of s and n - s: the one form for both, since anybody can turn one into the other.
 * An s that is out of range, which no key verifies, stays as it is.
 */
export function canonicalSignature(curve: Curve, fixed: Uint8Array): Uint8Array {
  const { length, halfOrderBytes, orderBytes } = curve;
  if (compareAt(fixed, length, halfOrderBytes) <= 0 || compareAt(fixed, length, orderBytes) >= 0)
    return fixed;
  const smaller = Uint8Array.from(fixed);
  let borrowed = 0;
  for (let at = length - 1; at >= 0; at--) {
    const difference = (orderBytes[at] ?? 0) - (fixed[length + at] ?? 0) - borrowed;
    borrowed = difference < 0 ? 1 : 0;
    smaller[length + at] = difference;
  }
  return smaller;
}
