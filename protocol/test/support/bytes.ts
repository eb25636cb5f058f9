// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '@meterpki/protocol';

/** Bytes of a hex text that a test writes down. */
export function hex(text: string): Uint8Array {
  const bytes = fromHex(text);
  if (bytes === undefined) throw new Error(`no hex: ${text}`);
  return bytes;
}

/** A copy with one bit flipped. */
export const flipBit = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
