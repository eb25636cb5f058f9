// SPDX-License-Identifier: Apache-2.0

/** Group orders of the curves that Fabric's identities use, by OpenSSL's curve name. SEC 2, section 2. */
const ORDERS: ReadonlyMap<string, bigint> = new Map([
  ['prime256v1', 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n],
  [
    'secp384r1',
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  ],
]);

/** Both numbers of an ECDSA signature. */
interface Scalars {
  readonly r: bigint;
  readonly s: bigint;
}

/**
 * Reads an ECDSA signature as Fabric does: a DER SEQUENCE that begins with two positive INTEGERs, with s not above half
 * of the group order (bccsp/sw/ecdsa.go refuses the other half). What follows the second number, inside the SEQUENCE
 * or behind it, does not count, since Go's encoding/asn1 passes over it.
 *
 * @param signature - DER, RFC 3279 section 2.2.3
 * @param curve - OpenSSL's name of the signer's curve
 * @returns the two numbers alone, in DER; undefined for a signature that Fabric does not take
 */
export function readLowS(signature: Uint8Array, curve: string): Uint8Array | undefined {
  const order = ORDERS.get(curve);
  const scalars = parse(signature);
  if (order === undefined || scalars === undefined || scalars.s > order / 2n) return undefined;
  return sequence(integer(scalars.r), integer(scalars.s));
}

/**
 * The same signature with s in the lower half of the group order.
 *
 * @param signature - DER signature as OpenSSL makes it
 * @param curve - OpenSSL's name of the signer's curve
 * @returns DER; the input itself where s is low already
 */
export function toLowS(signature: Uint8Array, curve: string): Uint8Array {
  const order = ORDERS.get(curve);
  const scalars = parse(signature);
  if (order === undefined || scalars === undefined || scalars.s <= order / 2n) return signature;
  return sequence(integer(scalars.r), integer(order - scalars.s));
}

function parse(der: Uint8Array): Scalars | undefined {
  const [tag, length = 0] = der;
  const end = 2 + length;
  if (tag !== 0x30 || length >= 0x80 || end > der.length) return undefined;
  const body = der.subarray(0, end);
  const r = parseInteger(body, 2);
  if (r === undefined) return undefined;
  const s = parseInteger(body, r.next);
  return s && { r: r.value, s: s.value };
}

/** A minimal, positive INTEGER. */
function parseInteger(der: Uint8Array, at: number): { value: bigint; next: number } | undefined {
  const [tag, length = 0, first = 0x80, second = 0] = der.subarray(at);
  const next = at + 2 + length;
  if (tag !== 0x02 || length === 0 || next > der.length || first >= 0x80) return undefined;
  if (first === 0 && second < 0x80) return undefined;
  return { value: BigInt(`0x${Buffer.from(der.subarray(at + 2, next)).toString('hex')}`), next };
}

function integer(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const body = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return Buffer.concat([Buffer.of(0x02, body.length), body]);
}

/** All signatures here fit the short form of the length. */
function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}
