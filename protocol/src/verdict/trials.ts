// SPDX-License-Identifier: Apache-2.0
import { algorithms, type Algorithm } from '../algorithm/algorithms';
import type { Receipt } from '../receipt/receipt';
import { decodeSignature, type DecodedSignature } from '../signature/encodings';
import { canVerify } from '../signature/verify';
import type { CandidateKey } from './candidates';
import type { Reason } from './verdicts';

/** A signature as r and s, with the algorithm that it was read for. */
export interface ReadableSignature {
  readonly row: Algorithm;
  readonly decoded: DecodedSignature;
}

/** The signature as r and s, with its algorithm: a receipt that names none may be of any curve. Undefined where none fits. */
export function readableSignature(receipt: Receipt): ReadableSignature | undefined {
  const rows = receipt.algorithmNamed ? [receipt.algorithm] : [receipt.algorithm, ...algorithms];
  for (const row of rows) {
    const decoded = decodeSignature(receipt.signature, receipt.encodings, row.curve);
    if (decoded !== undefined) return { row, decoded };
  }
  return undefined;
}

/** A key that may verify the receipt, and the signature as one of its curve. */
export interface Trial {
  readonly candidate: CandidateKey;
  readonly decoded: DecodedSignature;
}

/** The trial of a candidate, or undefined where no arithmetic is needed to know that it fails. */
function trialOf(
  receipt: Receipt,
  candidate: CandidateKey,
  { row, decoded: read }: ReadableSignature,
): Trial | undefined {
  const { algorithm, key } = candidate;
  if (receipt.algorithmNamed && receipt.algorithm !== algorithm) return undefined;
  const decoded =
    key.curve === row.curve ? read : decodeSignature(receipt.signature, receipt.encodings, key.curve);
  return decoded !== undefined && canVerify(algorithm, key, decoded.fixed)
    ? { candidate, decoded }
    : undefined;
}

/** What there is to try, in the order of the keys. */
export function trialsOf(
  receipt: Receipt,
  candidates: readonly CandidateKey[],
  readable: ReadableSignature,
): Trial[] {
  const trials: Trial[] = [];
  for (const candidate of candidates) {
    const trial = trialOf(receipt, candidate, readable);
    if (trial !== undefined) trials.push(trial);
  }
  return trials;
}

/**
 * True where a key that did not verify could have: it has the receipt's algorithm or, where the receipt names
 * none, the signature can be read as one of its curve.
 */
function couldVerify(receipt: Receipt, { algorithm, key }: CandidateKey): boolean {
  if (receipt.algorithmNamed) return algorithm === receipt.algorithm;
  return decodeSignature(receipt.signature, receipt.encodings, key.curve) !== undefined;
}

/** Why no key verified, from the keys that were tried. */
export function mismatchOf(
  receipt: Receipt,
  candidates: readonly CandidateKey[],
  isAllowed: (algorithm: Algorithm) => boolean,
): Reason {
  const able = candidates.filter((candidate) => couldVerify(receipt, candidate));
  if (able.length === 0) return 'algorithm-mismatch';
  return able.some(({ algorithm }) => isAllowed(algorithm)) ? 'signature-mismatch' : 'unsupported';
}
