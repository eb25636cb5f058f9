// SPDX-License-Identifier: Apache-2.0
import {
  algorithmsOn,
  defaultAlgorithms,
  isMatch,
  matchReceipt,
  readReceipt,
  toBase64,
  type Judgement,
  type KeyRecord,
  type Match,
  type MeterRecord,
  type NoMatch,
  type PublicKey,
  type ReceiptInput,
} from '@meterpki/protocol';
import type { ReceiptOutcome } from '../faces/outcome';
import { keysOf, type GivenKey } from './public-key';

/** Nothing can claim a time before it, so that `before-registration` never applies. */
const BEFORE_EVERYTHING = '0000-01-01T00:00:00.000Z';

/** Every way in which the key may have signed: a curve with two hashes has two algorithms. */
const recordsOf = ({ spki, fingerprint, curve }: PublicKey): Omit<KeyRecord, 'sequence'>[] =>
  algorithmsOn(curve).map(({ id }) => ({
    algorithm: id,
    fingerprint,
    spki: toBase64(spki),
    state: 'ACTIVE',
    possession: 'statement',
    attestations: [],
  }));

/**
 * A stand-in for the register: one meter, active, that holds the key since ever, or none where the key is of
 * no algorithm that is allowed. A key that was handed over says nothing about possession, so the finding for
 * imported keys is kept out, too.
 */
function metersWith(given: GivenKey, allowed: readonly string[]): MeterRecord[] {
  const usable = keysOf(given)
    .flatMap(recordsOf)
    .filter(({ algorithm }) => allowed.includes(algorithm));
  const keys = usable.map((record, sequence) => ({ ...record, sequence }));
  return keys.length === 0 ? [] : [meterWith(keys)];
}

function meterWith(keys: readonly KeyRecord[]): MeterRecord {
  return {
    schema: 1,
    meterId: 'key:only',
    mspId: '',
    manufacturer: '',
    model: '',
    status: 'ACTIVE',
    aliases: [],
    keys,
    registered: BEFORE_EVERYTHING,
  };
}

const unsupportedKey: Judgement = { verdict: 'indeterminate', reason: 'unsupported' };

/**
 * A key that was handed over has no history: whatever it verifies is valid. And without a register nobody can
 * know the meter: what is left is that the key is of no curve that is built in and allowed.
 */
function judgementOf(outcome: Match | NoMatch): Judgement {
  if (isMatch(outcome)) return { verdict: 'valid' };
  const { judgement } = outcome;
  const isUnknown = judgement.verdict !== 'valid' && judgement.reason === 'unknown-meter';
  return isUnknown ? unsupportedKey : judgement;
}

/**
 * Judges a receipt against a public key alone, without a ledger: `valid`, `signature-mismatch`,
 * `algorithm-mismatch`, `malformed` or `unsupported`. It cannot tell whose key it is, or whether it was
 * revoked. A meter ID that came with the receipt is left aside. A receipt that names no algorithm is tried with
 * every one of the key's curve.
 * @param index - the receipt's place in the caller's list
 * @param allowed - identifiers of the algorithms that count; by default those that are not legacy
 */
export function checkWithKey(
  receipt: ReceiptInput,
  given: GivenKey,
  index = 0,
  allowed: readonly string[] = defaultAlgorithms,
): ReceiptOutcome {
  const outcome = matchReceipt({
    read: readReceipt(receipt.text, receipt.format),
    meters: metersWith(given, allowed),
    algorithms: allowed,
  });
  const { receiptId, findings } = outcome;
  return {
    ...judgementOf(outcome),
    ...(receiptId === undefined ? {} : { receiptId }),
    ...(isMatch(outcome) ? { key: outcome.candidate.key.fingerprint } : {}),
    findings,
    index,
    assurance: 'key-only',
  };
}
