// SPDX-License-Identifier: Apache-2.0
import { MAX_RECEIPTS, toUtf8, type ReceiptInput } from '@meterpki/protocol';

/** The most bytes of receipts in one transaction. */
export const MAX_LIST_BYTES = 3_000_000;

/** Receipts that go into one transaction, and where the first of them stood in the caller's list. */
export interface ReceiptList {
  readonly start: number;
  readonly receipts: readonly ReceiptInput[];
}

/** Cuts a list into pieces that one transaction takes, order kept; none for an empty list. */
export function splitReceipts(receipts: readonly ReceiptInput[]): ReceiptList[] {
  const lists: { start: number; receipts: ReceiptInput[] }[] = [];
  let size = Infinity;
  for (const [index, receipt] of receipts.entries()) {
    const bytes = toUtf8(JSON.stringify(receipt)).length + 1;
    const last = lists.at(-1);
    if (last === undefined || last.receipts.length >= MAX_RECEIPTS || size + bytes > MAX_LIST_BYTES) {
      lists.push({ start: index, receipts: [receipt] });
      size = bytes;
    } else {
      last.receipts.push(receipt);
      size += bytes;
    }
  }
  return lists;
}
