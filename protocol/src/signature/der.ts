// SPDX-License-Identifier: Apache-2.0
const SEQUENCE = 0x30;
const INTEGER = 0x02;
/** Lengths from here on use the long form; on the curves in use every such length is an error. */
const LONG_FORM = 0x80;

interface Integer {
  readonly bytes: Uint8Array;
  readonly end: number;
}

/** Content octets of the INTEGER at `start`, whatever they are. */
function readContent(der: Uint8Array, start: number): Integer | undefined {
  const length = der[start + 1];
  if (der[start] !== INTEGER || length === undefined || length === 0 || length >= LONG_FORM) return undefined;
  const end = start + 2 + length;
  return end > der.length ? undefined : { bytes: der.subarray(start + 2, end), end };
}

/** Negative, or with a zero in front that the value does not need (X.690 section 8.3.2). */
function isNotMinimal([first = 0, second = 0x80]: Uint8Array): boolean {
  return first >= 0x80 || (first === 0 && second < 0x80);
}

/** Reads one INTEGER; `strict` refuses negative ones and surplus zeros, otherwise the bytes count as unsigned. */
function readInteger(der: Uint8Array, start: number, strict: boolean): Integer | undefined {
  const content = readContent(der, start);
  if (content === undefined || (strict && isNotMinimal(content.bytes))) return undefined;
  const { bytes, end } = content;
  return { bytes: bytes[0] === 0 ? bytes.subarray(1) : bytes, end };
}

function readSignature(der: Uint8Array, length: number, strict: boolean): Uint8Array | undefined {
  if (der[0] !== SEQUENCE || der[1] !== der.length - 2 || der[1] >= LONG_FORM) return undefined;
  const r = readInteger(der, 2, strict);
  if (r === undefined) return undefined;
  const s = readInteger(der, r.end, strict);
  if (s?.end !== der.length || r.bytes.length > length || s.bytes.length > length) return undefined;
  const fixed = Buffer.alloc(2 * length);
  fixed.set(r.bytes, length - r.bytes.length);
  fixed.set(s.bytes, 2 * length - s.bytes.length);
  return fixed;
}

/**
 * ECDSA-Sig-Value (RFC 3279 section 2.2.3) in strict DER (X.690 section 10) as r and s of `length` bytes each.
 * @returns undefined for any deviation: trailing bytes, long or wrong lengths, negative or padded integers
 */
export const fromStrictDer = (der: Uint8Array, length: number): Uint8Array | undefined =>
  readSignature(der, length, true);

/**
 * The same with integers read as unsigned: a real meter family leaves out the zero in front of a high bit.
 * Only for formats that name this tolerance.
 */
export const fromUnpaddedDer = (der: Uint8Array, length: number): Uint8Array | undefined =>
  readSignature(der, length, false);
