// SPDX-License-Identifier: Apache-2.0
import { concat, toUtf8 } from './bytes';

/** Unsigned big-endian integer of `length` bytes; `value` must fit, else a RangeError tells a programming error. */
export function unsigned(value: number | bigint, length: number): Uint8Array {
  const digits = BigInt(value).toString(16);
  if (BigInt(value) < 0n || digits.length > 2 * length)
    throw new RangeError('integer does not fit its field');
  return Buffer.from(digits.padStart(2 * length, '0'), 'hex');
}

/** `u16 length || bytes`, the field that the possession statement calls lp16; texts go as UTF-8. */
export function lengthPrefixed(value: string | Uint8Array): Uint8Array {
  const bytes = typeof value === 'string' ? toUtf8(value) : value;
  return concat(unsigned(bytes.length, 2), bytes);
}
