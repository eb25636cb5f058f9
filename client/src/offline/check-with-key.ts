// SPDX-License-Identifier: Apache-2.0
import {
  algorithms,
  algorithmsOn,
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
import type { GivenKey } from './public-key';

/** Nothing can claim a time before it, so that `before-registration` never applies. */
const BEFORE_EVERYTHING = '0000-01-01T00:00:00.000Z';

/**
 * A stand-in for the register: one meter, active, that holds the key since ever. A key that was handed over
 * says nothing about possession, so the finding for imported keys is kept out, too.
 */
function meterWith({ spki, fingerprint, curve }: PublicKey): MeterRecord {
  const keys = algorithmsOn(curve).map(({ id }, sequence): KeyRecord => ({
    sequence,
    algorithm: id,
    fingerprint,
    spki: toBase64(spki),
    state: 'ACTIVE',
    possession: 'statement',
    attestations: [],
  }));
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
 * know the meter: what is left is that the key is of no built-in curve.
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
 * revoked. All built-in algorithms count as allowed; a meter ID that came with the receipt is left aside.
 * @param index - the receipt's place in the caller's list
 */
export function checkWithKey(receipt: ReceiptInput, given: GivenKey, index = 0): ReceiptOutcome {
  const outcome = matchReceipt({
    read: readReceipt(receipt.text, receipt.format),
    meters: given.kind === 'key' ? [meterWith(given.key)] : [],
    algorithms: algorithms.map(({ id }) => id),
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
