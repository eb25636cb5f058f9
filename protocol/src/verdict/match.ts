// SPDX-License-Identifier: Apache-2.0
import type { Algorithm } from '../algorithm/algorithms';
import type { SignatureBackend } from '../algorithm/backend';
import { nodeBackend } from '../algorithm/node-backend';
import { receiptIdOf } from '../receipt/identity';
import type { ReadReceipt, Receipt } from '../receipt/receipt';
import type { MeterRecord } from '../records/meter';
import type { DecodedSignature } from '../signature/encodings';
import { verifySignature, verifySignatureLater } from '../signature/verify';
import { candidateKeys, type CandidateKey } from './candidates';
import type { Finding } from './findings';
import { mismatchOf, readableSignature, trialsOf, type Trial } from './trials';
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

function matchFindings(receipt: Receipt, candidate: CandidateKey, { encoding }: DecodedSignature): Finding[] {
  const claimed = receipt.claimed?.milliseconds;
  const { fingerprint } = candidate.key;
  const findings: Finding[] = [];
  if (encoding === 'unpadded-der') findings.push('nonstandard-encoding');
  if ((receipt.embeddedKey ?? fingerprint) !== fingerprint) findings.push('embedded-key-differs');
  if (candidate.record.possession === 'imported') findings.push('possession-unproven');
  if (claimed !== undefined && claimed < Date.parse(candidate.meter.registered))
    findings.push('before-registration');
  return findings;
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

/** What there is to try for a receipt, and what follows from it. */
export interface MatchPlan {
  /** How many signatures there are to verify at most. */
  readonly trials: number;
  /** Verifies on the caller's thread. */
  run(backend?: SignatureBackend): Match | NoMatch;
  /** Verifies off the caller's thread, one key after the other; the answer is the same. */
  runLater(backend?: SignatureBackend): Promise<Match | NoMatch>;
}

const settled = (outcome: NoMatch): MatchPlan => ({
  trials: 0,
  run: () => outcome,
  runLater: () => Promise.resolve(outcome),
});

function planOf(
  receipt: Receipt,
  trials: readonly Trial[],
  conclude: (verified: Trial | undefined) => Match | NoMatch,
): MatchPlan {
  return {
    trials: trials.length,
    run: (backend) =>
      conclude(
        trials.find(({ candidate: { algorithm, key }, decoded }) =>
          verifySignature(algorithm, key, receipt.signedBytes, decoded.fixed, backend),
        ),
      ),
    async runLater(backend) {
      for (const trial of trials) {
        const { algorithm, key } = trial.candidate;
        if (await verifySignatureLater(algorithm, key, receipt.signedBytes, trial.decoded.fixed, backend))
          return conclude(trial);
      }
      return conclude(undefined);
    },
  };
}

/**
 * Prepares the search for the key that verifies a receipt: the rows of the verdict table down to `algorithm-mismatch`.
 * The first key that verifies alone decides everything below. A receipt that names no algorithm is tried with that
 * of each key; where only keys whose algorithm the policy does not allow come into question, the answer is
 * `unsupported`, since a mismatch might accuse a genuine receipt.
 */
export function planMatch(input: MatchInput, backend: SignatureBackend = nodeBackend): MatchPlan {
  const { read } = input;
  if (read.kind !== 'receipt') return settled({ judgement: because(read.kind), findings: [] });
  const { receipt } = read;
  const none = (reason: Reason, receiptId?: string): NoMatch => ({
    judgement: because(reason),
    findings: receipt.findings,
    ...(receiptId === undefined ? {} : { receiptId }),
  });
  const isAllowed = ({ id }: Algorithm): boolean => input.algorithms.includes(id);
  if (receipt.algorithmNamed && !isAllowed(receipt.algorithm)) return settled(none('unsupported'));
  const readable = readableSignature(receipt);
  if (readable === undefined) return settled(none('malformed'));
  const { row, decoded: first } = readable;
  const unmatched = (reason: Reason): NoMatch =>
    none(reason, receiptIdOf(undefined, receipt.signedBytes, row.curve, first.fixed));
  if (input.meters.length === 0) return settled(unmatched('unknown-meter'));
  // More keys than are tried: one of the others may be the meter's, and a mismatch would accuse a genuine receipt.
  const untold = (): NoMatch => {
    const { findings, ...outcome } = unmatched('unknown-meter');
    return { ...outcome, findings: [...findings, 'alias-ambiguous'] };
  };
  const { keys, isCut } = candidateKeys(input.meters, backend);
  return planOf(receipt, trialsOf(receipt, keys, readable), (verified) => {
    if (verified === undefined) return isCut ? untold() : unmatched(mismatchOf(receipt, keys, isAllowed));
    const { candidate, decoded } = verified;
    return isAllowed(candidate.algorithm) ? matchOf(receipt, candidate, decoded) : unmatched('unsupported');
  });
}

/** Finds the key that verifies a receipt, as {@link planMatch} prepares it. */
export const matchReceipt = (input: MatchInput, backend: SignatureBackend = nodeBackend): Match | NoMatch =>
  planMatch(input, backend).run(backend);

/** True for a receipt that a key verified. */
export const isMatch = (outcome: Match | NoMatch): outcome is Match => 'candidate' in outcome;
