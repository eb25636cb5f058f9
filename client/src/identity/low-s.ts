// SPDX-License-Identifier: Apache-2.0
import { canonicalSignature, concat, curves, type Curve } from '@meterpki/protocol';

/** Curves of client identities. */
export const identityCurves: readonly Curve[] = [curves.secp256r1, curves.secp384r1];

/** INTEGER of X.690 section 8.3: the fewest octets, a zero in front where the first bit is set. */
function derInteger(value: Uint8Array): Uint8Array {
  const first = value.findIndex((octet) => octet !== 0);
  const digits = first === -1 ? value.subarray(-1) : value.subarray(first);
  const content = (digits[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), digits) : digits;
  return concat(Uint8Array.of(0x02, content.length), content);
}

/**
 * An ECDSA signature as Fabric takes it: ECDSA-Sig-Value (RFC 3279 section 2.2.3) in DER with the smaller of
 * s and n - s, since peers refuse the larger.
 * @param fixed - r and s, each of the curve's length
 */
export function lowSDer(curve: Curve, fixed: Uint8Array): Uint8Array {
  const low = canonicalSignature(curve, fixed);
  const content = concat(derInteger(low.subarray(0, curve.length)), derInteger(low.subarray(curve.length)));
  return concat(Uint8Array.of(0x30, content.length), content);
}
