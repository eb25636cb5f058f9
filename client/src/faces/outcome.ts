// SPDX-License-Identifier: Apache-2.0
import type { CheckOutcome, Instant } from '@meterpki/protocol';

/**
 * How far a verdict carries. `evaluated`: one peer's answer. `committed`: on the ledger. `key-only`: judged
 * here against a key that was handed over, without a ledger. `local`: judged here because the receipt could
 * not even be sent.
 */
export type Assurance = 'evaluated' | 'committed' | 'key-only' | 'local';

/** Where a recorded check is found. */
export interface CheckPlace {
  /** Key of the audit record, for GetCheck. */
  readonly record: string;
  /** Key of the single check; absent for lists and where no meter is known. */
  readonly check?: string;
  readonly time: Instant;
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

/** What became of one receipt. */
export interface ReceiptOutcome extends CheckOutcome {
  /** Position in the list that was handed over, from 0. */
  readonly index: number;
  readonly assurance: Assurance;
  /** Present for `committed`. */
  readonly recorded?: CheckPlace;
}
