// SPDX-License-Identifier: Apache-2.0
import { looseBase32, looseBase64, looseHex } from '../encoding/loose';

type Decode = (text: string) => Uint8Array | undefined;

/** What containers call the spellings of bytes. */
const named = new Map<string, Decode>([
  ['hex', looseHex],
  ['base64', looseBase64],
  ['base32', looseBase32],
]);

/** Hex digits are base64 as well, so hex comes first. */
const guesses: readonly Decode[] = [looseHex, looseBase64];

/**
 * The bytes that a text spells. Stations name the wrong encoding or none, so what is named comes first and what
 * the text looks like next.
 * @param name - `hex`, `base64`, `base32`; any other name, or none, leaves it to the text
 * @returns undefined where the text spells no bytes
 */
export function decodeText(text: string, name = ''): Uint8Array | undefined {
  const decode = named.get(name.trim().toLowerCase());
  for (const attempt of decode === undefined ? guesses : [decode, ...guesses]) {
    const bytes = attempt(text);
    if (bytes !== undefined && bytes.length > 0) return bytes;
  }
  return undefined;
}
