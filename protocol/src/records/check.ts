// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '../encoding/instant';
import type { Finding } from '../verdict/findings';
import type { Reason, Verdict } from '../verdict/verdicts';

/** The outcome of judging one receipt, as the ledger tells it: digests and words, nothing that was measured. */
export interface CheckOutcome {
  readonly verdict: Verdict;
  readonly reason?: Reason;
  /** Absent where the receipt could not be read. */
  readonly receiptId?: string;
  /** The meter whose key verified, or the one that was asked for. */
  readonly meterId?: string;
  /** Fingerprint of the key that verified. */
  readonly key?: string;
  readonly findings: readonly Finding[];
}

/** A recorded check of a single receipt. */
export interface CheckRecord extends CheckOutcome {
  readonly schema: 1;
  readonly record: string;
  readonly time: Instant;
  readonly tx: string;
}

/** The most receipts of a recorded list that are not valid. */
export const MAX_FAILURES = 100;

/** One receipt of a list that was not valid. */
export interface Failure {
  readonly index: number;
  readonly verdict: 'invalid' | 'indeterminate';
  readonly reason: Reason;
  readonly receiptId?: string;
  readonly meterId?: string;
}

/** The audit record of a list of checks. */
export interface ListRecord {
  readonly schema: 1;
  readonly time: Instant;
  readonly tx: string;
  /** MSP ID of the caller's institute. */
  readonly mspId: string;
  /** RFC 9162 root over the leaves of the list, hex. */
  readonly root: string;
  readonly counts: { readonly valid: number; readonly invalid: number; readonly indeterminate: number };
  readonly failures: readonly Failure[];
}
