// SPDX-License-Identifier: Apache-2.0
import {
  algorithms,
  decodeSignature,
  readReceipt,
  receiptIdOf,
  type Curve,
  type DecodedSignature,
  type ReceiptInput,
} from '@meterpki/protocol';
import { ClientError, clientError } from '../errors';
import type { ReceiptOutcome } from './outcome';

const curves = [...new Set(algorithms.map(({ curve }) => curve))];

/** Every receipt ID that a receipt can have. */
export class ReceiptNames {
  readonly #signedBytes: Uint8Array;
  readonly #signatures: readonly (readonly [Curve, DecodedSignature])[];

  private constructor(signedBytes: Uint8Array, signatures: readonly (readonly [Curve, DecodedSignature])[]) {
    this.#signedBytes = signedBytes;
    this.#signatures = signatures;
  }

  /** Undefined for a receipt that this client cannot read; a newer ledger may. */
  static of({ text, format }: ReceiptInput): ReceiptNames | undefined {
    const read = readReceipt(text, format);
    if (read.kind !== 'receipt') return undefined;
    const { signedBytes, signature, encodings } = read.receipt;
    const signatures = curves.flatMap((curve) => {
      const decoded = decodeSignature(signature, encodings, curve);
      return decoded === undefined ? [] : [[curve, decoded] as const];
    });
    return new ReceiptNames(signedBytes, signatures);
  }

  /** Every ID of the receipt with this key; undefined for one that no key verified. */
  under(key: string | undefined): string[] {
    return this.#signatures.map(([curve, { fixed }]) => receiptIdOf(key, this.#signedBytes, curve, fixed));
  }

  /** True where the ID is that of the receipt with this key; undefined for one that no key verified. */
  isNamed(receiptId: string, key: string | undefined): boolean {
    return this.under(key).includes(receiptId);
  }
}

function mismatch({ index, recorded }: ReceiptOutcome): ClientError {
  const transactionId = recorded?.transactionId;
  return clientError(
    'ANSWER_MISMATCH',
    `receipt ${index}`,
    transactionId === undefined ? {} : { transactionId },
  );
}

/**
 * Ties an outcome to the receipt that was sent: no signature covers transient data, so the receipt ID is the only tie
 * between the two.
 * @param names - of the receipt; undefined where it cannot be read here
 * @param keys - for outcomes that name a meter and no key: fingerprints of its keys
 * @returns the outcome, with the key where the ID gave it away; undefined where the ID names a key that is not at hand
 */
export function tiedOutcome(
  names: ReceiptNames | undefined,
  outcome: ReceiptOutcome,
  keys: readonly string[] = [],
): ReceiptOutcome | undefined {
  const { receiptId, key } = outcome;
  if (names === undefined || receiptId === undefined) return outcome;
  if (key !== undefined) return names.isNamed(receiptId, key) ? outcome : undefined;
  if (names.isNamed(receiptId, undefined)) return outcome;
  const found = keys.find((fingerprint) => names.isNamed(receiptId, fingerprint));
  return found === undefined ? undefined : { ...outcome, key: found };
}

/**
 * As {@link tiedOutcome}, for the last word.
 * @param keys - undefined where the meter's record could not be had: then the key stays open
 * @throws {@link ClientError} `ANSWER_MISMATCH`
 */
export function boundOutcome(
  names: ReceiptNames | undefined,
  outcome: ReceiptOutcome,
  keys?: readonly string[],
): ReceiptOutcome {
  const tied = tiedOutcome(names, outcome, keys);
  if (tied !== undefined) return tied;
  const isOpen = outcome.key === undefined && outcome.meterId !== undefined && keys === undefined;
  if (isOpen) return outcome;
  throw mismatch(outcome);
}
