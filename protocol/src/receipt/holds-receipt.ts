// SPDX-License-Identifier: Apache-2.0
import { fromBase64Url } from '../encoding/bytes';
import { isObject, readJson } from '../json/read';

/** What shows a receipt, or the readings out of one, inside a text: patterns that all must be found. */
const marks: readonly (readonly RegExp[])[] = [
  // OCMF, also cut off or with its bars written as in a web address.
  [/OCMF\s*(?:\||%7C)\s*(?:\{|%7B)/i],
  // The payload of OCMF without its header.
  [/"RD\\*"\s*:\s*\[\s*\{/],
  // Raw receipts as JSON, also as JSON inside of JSON.
  [/"information\\*"\s*:/, /"signature\\*"\s*:/],
  // EDL40 as JSON or XML.
  [/encodedMeterValue/, /meterValueSignature/],
];

/** Longer runs of letters and digits may spell other text. */
const MIN_ENCODED = 16;

/** True for a header of a JSON web signature (RFC 7515 section 4): an object with `alg`, in base64url. */
function isJwsHeader(part: string): boolean {
  // A brace, or white space before it: the rest need not be decoded.
  if (!/^[eICD]/.test(part)) return false;
  const bytes = fromBase64Url(part);
  const header = bytes === undefined ? undefined : readJson(Buffer.from(bytes).toString('utf8'));
  return isObject(header) && typeof header.alg === 'string';
}

/** True where three parts joined by dots, the first a header, stand in the text (RFC 7515 section 7.1). */
function holdsJws(text: string): boolean {
  return text.split(/[^\w.-]+/).some((run) => {
    const parts = run.split('.');
    return parts.some((part, at) => at + 2 < parts.length && isJwsHeader(part));
  });
}

const isMarked = (text: string): boolean =>
  marks.some((patterns) => patterns.every((pattern) => pattern.test(text))) || holdsJws(text);

/** What runs of base64, base64url or hex in the text spell, as bytes. */
function spelled(text: string): string[] {
  return text
    .split(/[^A-Za-z0-9+/_=-]+/)
    .filter((run) => run.length >= MIN_ENCODED)
    .flatMap((run) => {
      const hex = /^[0-9A-Fa-f]+$/.test(run) ? [Buffer.from(run, 'hex')] : [];
      return [...hex, Buffer.from(run, 'base64')].map((bytes) => bytes.toString('latin1'));
    });
}

/** The text with its lines joined, where it has several: base64 is often broken into lines. */
const joined = (text: string): string[] => (/[\r\n]/.test(text) ? [text.replace(/[\r\n]+/g, '')] : []);

/**
 * True where a text is a receipt of a built-in format or holds one, or the readings out of one: as it is, inside of
 * other text, or in base64 or hex. It errs on the side of words: what only speaks of receipts is none.
 */
export const holdsReceipt = (text: string): boolean =>
  isMarked(text) || [text, ...joined(text)].some((form) => spelled(form).some(isMarked));
