// SPDX-License-Identifier: Apache-2.0

/** The same bytes with the methods of a Buffer, nothing copied. */
const viewOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Lower-case hex of bytes. */
export const toHex = (bytes: Uint8Array): string => viewOf(bytes).toString('hex');

/** Standard base64 with padding (RFC 4648 section 4). */
export const toBase64 = (bytes: Uint8Array): string => viewOf(bytes).toString('base64');

/** UTF-8 bytes of a text. */
export const toUtf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/**
 * Bytes of a hex text, digits of either case, nothing else in it.
 * @returns undefined unless the text is a whole, even number of hex digits
 */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return undefined;
  return Buffer.from(text, 'hex');
}

/**
 * Bytes of a base64 text in its one canonical spelling: padded, no white space, no stray bits.
 * @returns undefined for any other spelling
 */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** Base64url without padding (RFC 7515 section 2). */
export const toBase64Url = (bytes: Uint8Array): string => viewOf(bytes).toString('base64url');

/**
 * Bytes of a base64url text in its one canonical spelling: no padding, no white space, no stray bits.
 * @returns undefined for any other spelling
 */
export function fromBase64Url(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

/** The text of UTF-8 bytes, or undefined where they are not UTF-8. A byte order mark stays. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  const text = viewOf(bytes).toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
}

/** One array out of several, in order. */
export const concat = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

/** True when both hold the same bytes. Not for secrets: it stops at the first difference. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** False for a text with a lone surrogate: such a text has no UTF-8 form, so nobody can have signed it. */
export const hasUtf8Form = (text: string): boolean => !/\p{Surrogate}/u.test(text);
