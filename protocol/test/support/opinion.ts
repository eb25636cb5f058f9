// SPDX-License-Identifier: Apache-2.0
import {
  defaultAlgorithms,
  isMatch,
  judge,
  matchReceipt,
  readReceipt,
  type Finding,
  type Judgement,
  type MeterRecord,
  type Review,
  type SignatureBackend,
} from '@meterpki/protocol';

/** What the ledger would say of a receipt. */
export interface Opinion {
  readonly judgement: Judgement;
  readonly findings: readonly Finding[];
  readonly receiptId: string | undefined;
  readonly meterId: string | undefined;
  readonly key: string | undefined;
}

/** How a receipt is judged in a test. */
export interface Circumstances {
  readonly algorithms?: readonly string[];
  readonly firstSeen?: number;
  readonly reviews?: readonly Review[];
  readonly backend?: SignatureBackend;
}

/** Judges a receipt against these meters from its text on. */
export function opinionOn(text: string, meters: readonly MeterRecord[], how: Circumstances = {}): Opinion {
  const { algorithms = defaultAlgorithms, backend, ...circumstances } = how;
  const outcome = matchReceipt({ read: readReceipt(text), meters, algorithms }, backend);
  const { findings, receiptId } = outcome;
  if (!isMatch(outcome)) {
    return { judgement: outcome.judgement, findings, receiptId, meterId: undefined, key: undefined };
  }
  const { meter, record } = outcome.candidate;
  const judgement = judge(outcome, circumstances);
  return { judgement, findings, receiptId, meterId: meter.meterId, key: record.fingerprint };
}
