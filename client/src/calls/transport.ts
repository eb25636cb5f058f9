// SPDX-License-Identifier: Apache-2.0
import type { CallControl } from './abort';

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

/** A transaction that stands in a block, whether it counts or not. */
export interface FoundTransaction {
  /** 64 hex digits. */
  readonly transactionId: string;
  readonly blockNumber: bigint;
  /** False for a transaction that was ordered and then found invalid: it changed nothing. */
  readonly valid: boolean;
  /** Fabric's validation code by name, such as `VALID` or `MVCC_READ_CONFLICT`. */
  readonly validationCode: string;
  /** Of who submitted it. */
  readonly mspId: string;
  /** Its own timestamp: the submitter's clock, RFC 3339 UTC. */
  readonly time: string;
  /** `contract:Transaction`; absent for what is no call of a chaincode. */
  readonly name?: string;
}

/** What peers of several institutes signed, and nobody submitted. */
export interface EndorsedAnswer {
  /** What the contract returned, JSON text in UTF-8. */
  readonly answer: Uint8Array;
  /** gateway.PreparedTransaction: call, answer and signatures. */
  readonly prepared: Uint8Array;
}

/** Where an event stands on the chain. */
export interface EventPosition {
  readonly blockNumber: bigint;
  /** 64 hex digits. */
  readonly transactionId: string;
}

/** An event of the chaincode as it stands in a block. */
export interface RawEvent extends EventPosition {
  /** JSON text in UTF-8. */
  readonly payload: Uint8Array;
}

/** Where a stream begins: after an event, or else with a block (0 unless given). */
export interface StreamStart {
  readonly after?: EventPosition;
  readonly block?: bigint;
}

/** How a stream is followed. */
export interface FollowControl extends CallControl {
  /** Milliseconds without any gateway that answers, after which the stream fails; 60,000 unless given. */
  readonly patience?: number;
}

/** The way to a ledger. Whatever goes wrong reaches the caller as a {@link ClientError}. */
export interface Transport {
  /**
   * Asks one peer; nothing is written.
   * @throws {@link ClientError} among them `LEDGER_REFUSED`, `DEADLINE_EXCEEDED`, `LEDGER_UNREACHABLE`, `ABORTED`
   */
  evaluate(call: TransactionCall, control?: CallControl): Promise<Uint8Array>;
  /**
   * Has peers of these organisations sign an answer; nothing is ordered, so nothing is written.
   * @param organizations - MSP IDs, the gateway's own among them
   * @throws {@link ClientError} among them `LEDGER_REFUSED`, `ENDORSEMENTS_DIFFER`, `ENDORSERS_MISSING`,
   * `ENDORSEMENT_FAILED`
   */
  endorse(
    call: TransactionCall,
    organizations: readonly string[],
    control?: CallControl,
  ): Promise<EndorsedAnswer>;
  /**
   * Endorses, submits and waits for the commit of one transaction; makes one attempt.
   * @throws {@link ClientError} among them `LEDGER_REFUSED`, `COMMIT_FAILED`, `COMMIT_UNKNOWN`, `ABORTED`
   */
  submit(call: TransactionCall, control?: CallControl): Promise<CommittedAnswer>;
  /**
   * Asks one peer what became of a transaction; undefined where no block that the peer has holds it (yet).
   * @param transactionId - 64 hex digits
   * @throws {@link ClientError} as {@link Transport.evaluate}
   */
  findTransaction(transactionId: string, control?: CallControl): Promise<FoundTransaction | undefined>;
  /**
   * Events of the chaincode, each once and in the order of the chain, then live; over another gateway where one does not
   * go on.
   * @throws {@link ClientError} `LEDGER_UNREACHABLE`, `IDENTITY_REFUSED`, `ABORTED`, `SESSION_CLOSED`
   */
  events(start: StreamStart, control?: FollowControl): AsyncGenerator<RawEvent, void>;
  /**
   * How many blocks one peer has.
   * @throws {@link ClientError} as {@link Transport.evaluate}
   */
  height(control?: CallControl): Promise<bigint>;
  /**
   * Whole blocks of the channel (common.Block) from a number on, then live.
   * @throws {@link ClientError} as {@link Transport.events}
   */
  blocks(first: bigint, control?: FollowControl): AsyncGenerator<Uint8Array, void>;
  /** Releases what the transport holds; may be called again. */
  close(): void;
}
