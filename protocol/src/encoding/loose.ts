// SPDX-License-Identifier: Apache-2.0
import { fromBase64, fromHex } from './bytes';

/** Hex as people paste it: in groups, with colons. Undefined where nothing or anything else stands there. */
export function looseHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/[\s:]+/g, '');
  return digits === '' ? undefined : fromHex(digits);
}

/** Base64 as people paste it: white space in it, the padding perhaps lost. */
export function looseBase64(text: string): Uint8Array | undefined {
  const bare = text.replace(/\s+/g, '').replace(/={1,2}$/, '');
  return fromBase64(bare.padEnd(Math.ceil(bare.length / 4) * 4, '='));
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 (RFC 4648 section 6), white space in it, the padding perhaps lost; bits that fill no byte must be zero. */
export function looseBase32(text: string): Uint8Array | undefined {
  // Six at most: a run of them without an end would be gone through from each of its places.
  const bare = text.replace(/\s+/g, '').replace(/={1,6}$/, '');
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (const char of bare) {
    const digit = BASE32.indexOf(char);
    if (digit < 0) return undefined;
    held = (held << 5) | digit;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(held >> bits);
    held &= (1 << bits) - 1;
  }
  return bits < 5 && held === 0 ? Uint8Array.from(bytes) : undefined;
}
