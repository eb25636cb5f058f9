// SPDX-License-Identifier: Apache-2.0
import {
  TRANSIENT_RECEIPTS,
  fromUtf8,
  parseShape,
  receiptList,
  refusal,
  type ReceiptInput,
} from '@meterpki/protocol';
import type { LedgerTransaction } from '../transaction/transaction';

/** The most bytes of the list of receipts. */
const MAX_LIST = 3 * 1024 * 1024;

/**
 * The receipts of the call, from the transient data: the block must not hold them.
 * @throws Refusal INVALID_TRANSIENT
 */
export function receiptsOf({ transient }: LedgerTransaction): ReceiptInput[] {
  const bytes = transient(TRANSIENT_RECEIPTS);
  if (bytes === undefined) {
    throw refusal(
      'INVALID_TRANSIENT',
      TRANSIENT_RECEIPTS,
      'receipts travel as transient data under this name',
    );
  }
  if (bytes.length > MAX_LIST) {
    throw refusal('INVALID_TRANSIENT', TRANSIENT_RECEIPTS, `has more than ${MAX_LIST} bytes; split the list`);
  }
  return parseShape(receiptList, utf8Of(bytes), TRANSIENT_RECEIPTS, 'INVALID_TRANSIENT');
}

/** The text of the bytes. Replacing what is not UTF-8 would judge another receipt than the one handed over. */
function utf8Of(bytes: Uint8Array): string {
  const text = fromUtf8(bytes);
  if (text === undefined) throw refusal('INVALID_TRANSIENT', TRANSIENT_RECEIPTS, 'must be UTF-8');
  return text;
}
