// SPDX-License-Identifier: Apache-2.0

const LARGEST = 2n ** 64n - 1n;

/** A block number that a caller wrote: the number, or why it is none. */
export type ParsedBlockNumber =
  { readonly number: bigint; readonly isNewest: boolean } | { readonly fault: string };

/**
 * Reads a block number in decimal digits. The largest number of 64 bits stands for the newest block
 * (common/ledger/blkstorage).
 *
 * @returns the number, or a fault with the text of Go's strconv.ParseUint
 */
export function parseBlockNumber(text: string): ParsedBlockNumber {
  const fault = (reason: string): ParsedBlockNumber => ({
    fault: `strconv.ParseUint: parsing ${JSON.stringify(text)}: ${reason}`,
  });
  if (!/^\d+$/.test(text)) return fault('invalid syntax');
  const number = BigInt(text);
  return number > LARGEST ? fault('value out of range') : { number, isNewest: number === LARGEST };
}
