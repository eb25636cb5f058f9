// SPDX-License-Identifier: Apache-2.0
import { looseBase32, looseBase64, looseHex } from '../encoding/loose';

/**
 * The bytes that a text spells. Stations name the wrong encoding or none, so the text decides: what is all hex
 * digits is hex, although it would be base64 as well. Only base32, which looks like base64, must be named.
 * @param name - what the container calls the encoding
 * @returns undefined where the text spells no bytes
 */
export function decodeText(text: string, name = ''): Uint8Array | undefined {
  const isBase32 = name.trim().toLowerCase() === 'base32';
  const bytes = (isBase32 ? looseBase32(text) : undefined) ?? looseHex(text) ?? looseBase64(text);
  return bytes === undefined || bytes.length === 0 ? undefined : bytes;
}
