// SPDX-License-Identifier: Apache-2.0
import {
  algorithms,
  decodeSignature,
  readReceipt,
  receiptIdOf,
  type MeterRecord,
  type ReceiptInput,
} from '@meterpki/protocol';
import { ClientError } from '../errors';
import type { ReceiptOutcome } from './outcome';

/**
 * Every receipt ID that a receipt can have, with the key that it names; `key` is absent for the ID of a
 * receipt that no key verified.
 * @returns undefined for a receipt that this client cannot read; a newer ledger may
 */
function idsOf(
  { text, format }: ReceiptInput,
  fingerprints: readonly (string | undefined)[],
): { id: string; key: string | undefined }[] | undefined {
  const read = readReceipt(text, format);
  if (read.kind !== 'receipt') return undefined;
  const { signedBytes, signature, encodings } = read.receipt;
  return [...new Set(algorithms.map(({ curve }) => curve))].flatMap((curve) => {
    const decoded = decodeSignature(signature, encodings, curve);
    if (decoded === undefined) return [];
    return fingerprints.map((key) => ({ id: receiptIdOf(key, signedBytes, curve, decoded.fixed), key }));
  });
}

/** The keys that a receipt ID may name, `undefined` for none. */
function namedKeys({ key }: ReceiptOutcome, meter: MeterRecord | undefined): (string | undefined)[] {
  return key === undefined
    ? [undefined, ...(meter?.keys ?? []).map(({ fingerprint }) => fingerprint)]
    : [key];
}

/** True where the ID may name a key that nobody told us: the outcome names a meter whose record is not at hand. */
const isOpen = ({ key, meterId }: ReceiptOutcome, meter: MeterRecord | undefined): boolean =>
  key === undefined && meterId !== undefined && meter === undefined;

function mismatch({ index, recorded }: ReceiptOutcome): ClientError {
  const transactionId = recorded?.transactionId;
  return new ClientError(
    'ANSWER_MISMATCH',
    `receipt ${index}`,
    transactionId === undefined ? {} : { transactionId },
  );
}

/**
 * Checks that an outcome speaks of the receipt that was sent: no signature covers transient data, so the
 * receipt ID is the only tie between the two.
 * @param meter - for outcomes that name a meter and no key: its record, where known
 * @returns the outcome, with the key where the record gave it away
 * @throws {@link ClientError} `ANSWER_MISMATCH`
 */
export function boundOutcome(
  receipt: ReceiptInput,
  outcome: ReceiptOutcome,
  meter?: MeterRecord,
): ReceiptOutcome {
  const ids = outcome.receiptId === undefined ? undefined : idsOf(receipt, namedKeys(outcome, meter));
  if (ids === undefined) return outcome;
  const found = ids.find(({ id }) => id === outcome.receiptId);
  if (found?.key !== undefined) return { ...outcome, key: found.key };
  if (found === undefined && !isOpen(outcome, meter)) throw mismatch(outcome);
  return outcome;
}
