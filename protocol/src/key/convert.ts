// SPDX-License-Identifier: Apache-2.0
import { readJsonForm } from './json-forms';
import { hasPrivateLabel } from './private';
import type { ShapeResult } from './shape';
import type { PublicKey } from './spki';
import { keyTexts, type KeyText } from './texts';

/** What was made of a text that ought to hold a public key. */
export type ConvertedKey =
  | { readonly kind: 'key'; readonly key: PublicKey; /** The form found, in words. */ readonly form: string }
  /** A point that names no curve and lies on several: one key for each of them. */
  | { readonly kind: 'ambiguous'; readonly keys: readonly PublicKey[]; readonly form: string }
  /** A public key, but of an algorithm or a curve that is not built in. */
  | { readonly kind: 'unsupported'; readonly form: string }
  /** A private key was handed over by mistake. It is neither used nor repeated anywhere. */
  | { readonly kind: 'private' }
  | { readonly kind: 'unreadable' };

const MAX_TEXT = 16_384;
/** How many texts may be written into one another: base64 of JSON with hex in it is the deepest met. */
const MAX_NESTED = 3;

const unreadable: ConvertedKey = { kind: 'unreadable' };

function converted(result: Exclude<ShapeResult, undefined>, form: string): ConvertedKey {
  if (result === 'private') return { kind: 'private' };
  if (result === 'unsupported') return { kind: 'unsupported', form };
  const [key] = result;
  return result.length === 1 ? { kind: 'key', key, form } : { kind: 'ambiguous', keys: result, form };
}

/** A key whose form was found inside another text. */
const inside = (found: ConvertedKey, outer: string): ConvertedKey =>
  'form' in found ? { ...found, form: `${found.form}, in ${outer}` } : found;

/** The bytes as text, where they are nothing but printable ASCII and line ends. */
function printable(bytes: Uint8Array): string | undefined {
  const isText = bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d);
  return isText ? Buffer.from(bytes).toString('latin1') : undefined;
}

function fromSpelling(text: string, spelling: KeyText, nested: number): ConvertedKey {
  const bytes = spelling.decode(text);
  if (bytes === undefined) return unreadable;
  for (const shape of spelling.shapes) {
    const result = shape.read(bytes);
    if (result !== undefined) return converted(result, `${shape.name}, ${spelling.name}`);
  }
  const inner = spelling.nests ? printable(bytes) : undefined;
  return inner === undefined ? unreadable : inside(convertText(inner, nested + 1), spelling.name);
}

function fromJson(text: string, nested: number): ConvertedKey {
  const found = readJsonForm(text);
  if (found === undefined) return unreadable;
  return found.kind === 'key'
    ? converted(found.result, found.name)
    : inside(convertText(found.text, nested + 1), 'JSON');
}

function convertText(text: string, nested: number): ConvertedKey {
  if (hasPrivateLabel(text)) return { kind: 'private' };
  if (nested > MAX_NESTED || text.length > MAX_TEXT) return unreadable;
  if (text.trimStart().startsWith('{')) return fromJson(text, nested);
  for (const spelling of keyTexts) {
    const found = fromSpelling(text, spelling, nested);
    if (found.kind !== 'unreadable') return found;
  }
  return unreadable;
}

/**
 * Off-ledger import of a public key in the forms that meters, stations and documents use, into the one form
 * that the ledger takes: PEM, hex (in groups or not), base64, base64 of either, or `oca:base16:asn1:` around an
 * SPKI or an X.509 certificate; an uncompressed or compressed point; bare coordinates; a JSON web key; JSON
 * with the member `UK`. OpenSSL sees nothing but exact SPKIs and compressed points. Never throws.
 */
export const convertKey = (text: string): ConvertedKey => convertText(text, 0);
