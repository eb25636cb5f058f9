// SPDX-License-Identifier: Apache-2.0
import { concat, fromHex, toUtf8 } from '../encoding/bytes';
import type { Verdict } from '../verdict/verdicts';

/** What a leaf says of one receipt. */
export interface Leaf {
  readonly receiptId?: string;
  readonly meterId?: string;
  readonly verdict: Verdict;
}

/** Codes of the verdicts in binary; never reused. */
export const verdictCodes: Readonly<Record<Verdict, number>> = { valid: 0, invalid: 1, indeterminate: 2 };

const NO_RECEIPT_ID = new Uint8Array(32);

/** The receipt ID of a leaf as 32 bytes; zeros where the receipt could not be read. */
export const receiptIdBytes = ({ receiptId }: Leaf): Uint8Array =>
  receiptId === undefined ? NO_RECEIPT_ID : (fromHex(receiptId) ?? NO_RECEIPT_ID);

/** The bytes of a leaf under the Merkle root: receipt ID (32), verdict (1), meter ID (rest, UTF-8, may be empty). */
export const leafBytes = (leaf: Leaf): Uint8Array =>
  concat(receiptIdBytes(leaf), Uint8Array.of(verdictCodes[leaf.verdict]), toUtf8(leaf.meterId ?? ''));
