// SPDX-License-Identifier: Apache-2.0
import { keyShapes } from './shapes';
import type { PublicKey } from './spki';
import { keyTexts } from './texts';

/** What was made of a text that ought to hold a public key. */
export type ConvertedKey =
  | { readonly kind: 'key'; readonly key: PublicKey; /** The form found, in words. */ readonly form: string }
  /** A public key, but of a curve that is not built in. */
  | { readonly kind: 'unsupported'; readonly form: string }
  /** A private key was handed over by mistake. It is neither used nor repeated anywhere. */
  | { readonly kind: 'private' }
  | { readonly kind: 'unreadable' };

const MAX_TEXT = 16_384;

/**
 * Off-ledger import of a public key in the forms that meters, stations and documents use, into the one form
 * that the ledger takes: PEM, hex (in groups or not) or base64 of an SPKI, of an uncompressed point, or of
 * bare coordinates. Never throws.
 */
export function convertKey(text: string): ConvertedKey {
  if (/PRIVATE KEY/i.test(text)) return { kind: 'private' };
  if (text.length > MAX_TEXT) return { kind: 'unreadable' };
  for (const spelling of keyTexts) {
    const bytes = spelling.decode(text);
    if (bytes === undefined) continue;
    for (const shape of keyShapes) {
      const key = shape.read(bytes);
      const form = `${shape.name}, ${spelling.name}`;
      if (key === 'private') return { kind: 'private' };
      if (key === 'unsupported') return { kind: 'unsupported', form };
      if (key !== undefined) return { kind: 'key', key, form };
    }
  }
  return { kind: 'unreadable' };
}
