// SPDX-License-Identifier: Apache-2.0
import type { CheckOutcome, Evidence, Instant } from '@meterpki/protocol';

/**
 * How far a verdict carries. `evaluated`: one peer's answer. `endorsed`: signed by peers of the institutes that were asked. `committed`: on the ledger. `key-only`: judged
 * here against a key that was handed over, without a ledger. `local`: judged here because the receipt could
 * not even be sent.
 */
export type Assurance = 'evaluated' | 'endorsed' | 'committed' | 'key-only' | 'local';

/** Where a recorded check is found. */
export interface CheckPlace {
  /** Key of the audit record, for GetCheck. */
  readonly record: string;
  /** Key of the single check; absent for lists and where no meter is known. */
  readonly check?: string;
  readonly time: Instant;
  readonly transactionId: string;
  readonly blockNumber: bigint;
  /** Merkle root (RFC 9162, hex) over the leaves of the list, rebuilt here from the answer. */
  readonly root: string;
  /** How many receipts the list has. */
  readonly count: number;
  /**
   * The proof that this check stands in the list: the leaf, its index and the path to the root. Handed in with the receipt
   * later, it shows that the ledger saw it then. Undefined for a receipt that could not be read.
   */
  readonly evidence: () => Evidence | undefined;
}

/** What became of one receipt. */
export interface ReceiptOutcome extends CheckOutcome {
  /** Position in the list that was handed over, from 0. */
  readonly index: number;
  readonly assurance: Assurance;
  /** Present for `committed`. */
  readonly recorded?: CheckPlace;
}
