// SPDX-License-Identifier: Apache-2.0
import { algorithms, type Algorithm } from '../algorithm/algorithms';
import type { SignatureBackend } from '../algorithm/backend';
import { nodeBackend } from '../algorithm/node-backend';
import { receiptIdOf } from '../receipt/identity';
import type { ReadReceipt, Receipt } from '../receipt/receipt';
import type { MeterRecord } from '../records/meter';
import { decodeSignature, type DecodedSignature } from '../signature/encodings';
import { verifySignature } from '../signature/verify';
import { candidateKeys, type CandidateKey } from './candidates';
import type { Finding } from './findings';
import { because, type Judgement, type Reason } from './verdicts';

/** A receipt together with the key that verified it. */
export interface Match {
  readonly receipt: Receipt;
  readonly candidate: CandidateKey;
  readonly receiptId: string;
  readonly findings: readonly Finding[];
}

/** No key verified, or there was nothing to verify. */
export interface NoMatch {
  readonly judgement: Judgement;
  /** Named with 32 zero bytes for a key; absent where the signature could not be read. */
  readonly receiptId?: string;
  readonly findings: readonly Finding[];
}

/** What a receipt is tried against. */
export interface MatchInput {
  readonly read: ReadReceipt;
  readonly meters: readonly MeterRecord[];
  /** Identifiers of the algorithms that the policy allows. */
  readonly algorithms: readonly string[];
}

/** A receipt that names no algorithm may be of any curve; one that names it is read by that name alone. */
function readableSignature(
  receipt: Receipt,
): { row: Receipt['algorithm']; decoded: DecodedSignature } | undefined {
  const rows = receipt.algorithmNamed ? [receipt.algorithm] : [receipt.algorithm, ...algorithms];
  for (const row of rows) {
    const decoded = decodeSignature(receipt.signature, receipt.encodings, row.curve);
    if (decoded !== undefined) return { row, decoded };
  }
  return undefined;
}

function verifies(
  receipt: Receipt,
  candidate: CandidateKey,
  backend: SignatureBackend,
): DecodedSignature | undefined {
  const { algorithm, key } = candidate;
  if (receipt.algorithmNamed && receipt.algorithm !== algorithm) return undefined;
  const decoded = decodeSignature(receipt.signature, receipt.encodings, key.curve);
  const good =
    decoded !== undefined && verifySignature(algorithm, key, receipt.signedBytes, decoded.fixed, backend);
  return good ? decoded : undefined;
}

function matchFindings(receipt: Receipt, candidate: CandidateKey, { encoding }: DecodedSignature): Finding[] {
  const claimed = receipt.claimed?.milliseconds;
  const notes: [Finding, boolean][] = [
    ['nonstandard-encoding', encoding === 'unpadded-der'],
    [
      'embedded-key-differs',
      (receipt.embeddedKey ?? candidate.key.fingerprint) !== candidate.key.fingerprint,
    ],
    ['possession-unproven', candidate.record.possession === 'imported'],
    ['before-registration', claimed !== undefined && claimed < Date.parse(candidate.meter.registered)],
  ];
  return notes.flatMap(([finding, applies]) => (applies ? [finding] : []));
}

/**
 * True where a key that did not verify could have: it has the receipt's algorithm or, where the receipt names
 * none, the signature can be read as one of its curve.
 */
function couldVerify(receipt: Receipt, { algorithm, key }: CandidateKey): boolean {
  if (receipt.algorithmNamed) return algorithm === receipt.algorithm;
  return decodeSignature(receipt.signature, receipt.encodings, key.curve) !== undefined;
}

function matchOf(receipt: Receipt, candidate: CandidateKey, decoded: DecodedSignature): Match {
  const { fingerprint, curve } = candidate.key;
  return {
    receipt,
    candidate,
    receiptId: receiptIdOf(fingerprint, receipt.signedBytes, curve, decoded.fixed),
    findings: [...receipt.findings, ...matchFindings(receipt, candidate, decoded)],
  };
}

/** Why no key verified, from the keys that were tried. */
function mismatchOf(
  receipt: Receipt,
  candidates: readonly CandidateKey[],
  isAllowed: (algorithm: Algorithm) => boolean,
): Reason {
  const able = candidates.filter((candidate) => couldVerify(receipt, candidate));
  if (able.length === 0) return 'algorithm-mismatch';
  return able.some(({ algorithm }) => isAllowed(algorithm)) ? 'signature-mismatch' : 'unsupported';
}

/**
 * Finds the key that verifies a receipt: the rows of the verdict table down to `algorithm-mismatch`. The
 * first key that verifies alone decides everything below. A receipt that names no algorithm is tried with that
 * of each key; where only keys whose algorithm the policy does not allow come into question, the answer is
 * `unsupported`, since a mismatch might accuse a genuine receipt.
 */
export function matchReceipt(input: MatchInput, backend: SignatureBackend = nodeBackend): Match | NoMatch {
  const { read } = input;
  if (read.kind !== 'receipt') return { judgement: because(read.kind), findings: [] };
  const { receipt } = read;
  const none = (reason: Reason, receiptId?: string): NoMatch => ({
    judgement: because(reason),
    findings: receipt.findings,
    ...(receiptId === undefined ? {} : { receiptId }),
  });
  const isAllowed = ({ id }: Algorithm): boolean => input.algorithms.includes(id);
  if (receipt.algorithmNamed && !isAllowed(receipt.algorithm)) return none('unsupported');
  const readable = readableSignature(receipt);
  if (readable === undefined) return none('malformed');
  const { row, decoded: first } = readable;
  const unmatched = (reason: Reason): NoMatch =>
    none(reason, receiptIdOf(undefined, receipt.signedBytes, row.curve, first.fixed));
  if (input.meters.length === 0) return unmatched('unknown-meter');
  const candidates = candidateKeys(input.meters, backend);
  for (const candidate of candidates) {
    const decoded = verifies(receipt, candidate, backend);
    if (decoded === undefined) continue;
    return isAllowed(candidate.algorithm) ? matchOf(receipt, candidate, decoded) : unmatched('unsupported');
  }
  return unmatched(mismatchOf(receipt, candidates, isAllowed));
}

/** True for a receipt that a key verified. */
export const isMatch = (outcome: Match | NoMatch): outcome is Match => 'candidate' in outcome;
