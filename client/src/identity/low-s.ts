// SPDX-License-Identifier: Apache-2.0
import { concat, fromHex, toHex } from '@meterpki/protocol';

/** What is needed of a curve to bring a signature into the form that Fabric takes. */
export interface IdentityCurve {
  /** OpenSSL's name. */
  readonly name: string;
  /** Bytes of r and of s. */
  readonly length: number;
  readonly order: bigint;
}

/** Curves of client identities (SEC 2 version 2, sections 2.4.2 and 2.5.1). */
export const identityCurves: readonly IdentityCurve[] = [
  {
    name: 'prime256v1',
    length: 32,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  {
    name: 'secp384r1',
    length: 48,
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
];

/** INTEGER of X.690 section 8.3: the fewest octets, a zero in front where the first bit is set. */
function derInteger(value: bigint): Uint8Array {
  const digits = value.toString(16);
  const even = digits.padStart(digits.length + (digits.length % 2), '0');
  const padded = parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even;
  const content = fromHex(padded) ?? new Uint8Array();
  return concat(Uint8Array.of(0x02, content.length), content);
}

/**
 * An ECDSA signature as Fabric takes it: ECDSA-Sig-Value (RFC 3279 section 2.2.3) in DER with the smaller of
 * s and n - s, since peers refuse the larger.
 * @param fixed - r and s, each of the curve's length
 */
export function lowSDer({ length, order }: IdentityCurve, fixed: Uint8Array): Uint8Array {
  const r = BigInt(`0x${toHex(fixed.subarray(0, length))}`);
  const s = BigInt(`0x${toHex(fixed.subarray(length))}`);
  const content = concat(derInteger(r), derInteger(s > order / 2n ? order - s : s));
  return concat(Uint8Array.of(0x30, content.length), content);
}
