// SPDX-License-Identifier: Apache-2.0
import {
  canonicalHash,
  MAX_EVIDENCE,
  MAX_RECEIPTS,
  toUtf8,
  type Evidence,
  type ReceiptInput,
} from '@meterpki/protocol';

/** The most bytes of receipts in one transaction. */
export const MAX_LIST_BYTES = 3_000_000;

/** A receipt to check, and what shows that the ledger recorded it in lists before. */
export interface CheckInput extends ReceiptInput {
  /** Proofs as {@link CheckPlace.evidence} gives them; they matter where the key was compromised later. */
  readonly evidence?: readonly Evidence[];
}

/** Receipts that go into one transaction, and where the first of them stood in the caller's list. */
export interface ReceiptList {
  readonly start: number;
  readonly receipts: readonly CheckInput[];
}

/** How long lists may be; lowered where the ledger finds lists too costly. */
export interface ListBounds {
  receipts: number;
}

/** The receipt alone, without its proofs, as it travels. */
export const receiptIn = ({ text, format, meterId }: CheckInput): ReceiptInput => ({
  text,
  ...(format === undefined ? {} : { format }),
  ...(meterId === undefined ? {} : { meterId }),
});

/** What a journal knows a receipt by: SHA-256 over its canonical JSON, hex. */
export const receiptDigest = (receipt: CheckInput): string => canonicalHash(receiptIn(receipt));

/** The receipts of a list as they travel: as transient data. */
export const receiptsText = ({ receipts }: ReceiptList): string => JSON.stringify(receipts.map(receiptIn));

/** The proofs of a list as they travel: in the argument. */
export function evidenceOf({ receipts }: ReceiptList): { evidence?: Evidence[] } {
  const evidence = receipts.flatMap((receipt) => receipt.evidence ?? []);
  return evidence.length === 0 ? {} : { evidence };
}

/** What a receipt adds to a list. */
function weightOf(receipt: CheckInput): { bytes: number; proofs: number } {
  const bytes = toUtf8(JSON.stringify(receiptIn(receipt))).length + 1;
  return { bytes, proofs: receipt.evidence?.length ?? 0 };
}

/**
 * Cuts a list into pieces that one transaction takes, order kept, each when it is asked for; none for an empty list.
 * @param bounds - looked at for each piece anew
 */
export function* splitReceipts(
  receipts: readonly CheckInput[],
  bounds: Readonly<ListBounds> = { receipts: MAX_RECEIPTS },
): Generator<ReceiptList, void, undefined> {
  let piece: CheckInput[] = [];
  let total = { bytes: 0, proofs: 0 };
  for (const [index, receipt] of receipts.entries()) {
    const own = weightOf(receipt);
    const sum = { bytes: total.bytes + own.bytes, proofs: total.proofs + own.proofs };
    const isFull = piece.length >= bounds.receipts || sum.bytes > MAX_LIST_BYTES || sum.proofs > MAX_EVIDENCE;
    if (isFull && piece.length > 0) {
      yield { start: index - piece.length, receipts: piece };
      [piece, total] = [[receipt], own];
    } else {
      piece.push(receipt);
      total = sum;
    }
  }
  if (piece.length > 0) yield { start: receipts.length - piece.length, receipts: piece };
}

/** A list in two pieces, order kept; the first has the odd one. */
export function halvesOf({ start, receipts }: ReceiptList): [ReceiptList, ReceiptList] {
  const middle = Math.ceil(receipts.length / 2);
  return [
    { start, receipts: receipts.slice(0, middle) },
    { start: start + middle, receipts: receipts.slice(middle) },
  ];
}
