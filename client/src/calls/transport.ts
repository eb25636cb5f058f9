// SPDX-License-Identifier: Apache-2.0

/** One call of a transaction, as it crosses the wire. */
export interface TransactionCall {
  /** `contract:Transaction`. */
  readonly name: string;
  /** The one argument, JSON text. */
  readonly argument: string;
  /** Entries that reach the contract and no block. */
  readonly transient?: Readonly<Record<string, string>>;
}

/** The answer of a transaction that was committed as valid. */
export interface CommittedAnswer {
  /** What the contract returned, JSON text in UTF-8. */
  readonly answer: Uint8Array;
  /** 64 hex digits. */
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

/** The way to a ledger. Whatever goes wrong reaches the caller as a {@link ClientError}. */
export interface Transport {
  /**
   * Asks one peer; nothing is written.
   * @throws {@link ClientError} among them `LEDGER_REFUSED`, `DEADLINE_EXCEEDED`, `LEDGER_UNREACHABLE`
   */
  evaluate(call: TransactionCall): Promise<Uint8Array>;
  /**
   * Endorses, submits and waits for the commit of one transaction; makes one attempt.
   * @throws {@link ClientError} among them `LEDGER_REFUSED`, `COMMIT_FAILED`, `COMMIT_UNKNOWN`
   */
  submit(call: TransactionCall): Promise<CommittedAnswer>;
  /** Releases what the transport holds; may be called again. */
  close(): void;
}
