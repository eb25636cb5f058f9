// SPDX-License-Identifier: Apache-2.0
import {
  TRANSIENT_RECEIPTS,
  fromUtf8,
  parseShape,
  receiptList,
  refusal,
  type ReceiptInput,
} from '@meterpki/protocol';
import { meterKey } from '../state/keys';
import type { LedgerTransaction, Transient } from '../transaction/transaction';

/** The most bytes of the list of receipts. */
const MAX_LIST = 3 * 1024 * 1024;

/** Lists that were read: a call asks for its own twice. */
const read = new WeakMap<Uint8Array, ReceiptInput[]>();

/**
 * The receipts of the call, from the transient data: the block must not hold them.
 * @throws Refusal INVALID_TRANSIENT
 */
export function receiptsOf({ transient }: Pick<LedgerTransaction, 'transient'>): ReceiptInput[] {
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
  const known =
    read.get(bytes) ?? parseShape(receiptList, utf8Of(bytes), TRANSIENT_RECEIPTS, 'INVALID_TRANSIENT');
  read.set(bytes, known);
  return known;
}

/** Keys of the meters that the call names, so that they can be read with the policy. */
export const namedMeters = (transient: Transient): string[] =>
  receiptsOf({ transient }).flatMap(({ meterId }) => (meterId === undefined ? [] : [meterKey(meterId)]));

/** The text of the bytes. Replacing what is not UTF-8 would judge another receipt than the one handed over. */
function utf8Of(bytes: Uint8Array): string {
  const text = fromUtf8(bytes);
  if (text === undefined) throw refusal('INVALID_TRANSIENT', TRANSIENT_RECEIPTS, 'must be UTF-8');
  return text;
}
