// SPDX-License-Identifier: Apache-2.0
import { fromUtf8 } from '@meterpki/protocol';
import type { ArgumentOf, ContractName, ResultOf, TransactionOf } from '@meterpki/protocol';
import { clientError } from '../errors';
import type { CallControl } from './abort';
import { retryConflicts, type RetryOptions } from './retry';
import type { TransactionCall, Transport } from './transport';

/** A result and the transaction that wrote it. */
export interface Committed<Result> {
  readonly result: Result;
  /** 64 hex digits. */
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

/** A result and what peers signed to it; see {@link EndorsedAnswer}. */
export interface Endorsed<Result> {
  readonly result: Result;
  /** gateway.PreparedTransaction. */
  readonly prepared: Uint8Array;
}

/** Entries of the transient data, by name. */
export type TransientData = Readonly<Record<string, string>>;

function callOf(name: string, argument: unknown, transient: TransientData | undefined): TransactionCall {
  return { name, argument: JSON.stringify(argument), ...(transient === undefined ? {} : { transient }) };
}

function jsonFrom(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes) ?? '');
  } catch {
    return undefined;
  }
}

/** Results are typed by the table that the chaincode satisfies; here only that it is one JSON object is checked. */
function resultFrom(answer: Uint8Array, name: string, transactionId?: string): unknown {
  const result = jsonFrom(answer);
  if (typeof result === 'object' && result !== null && !Array.isArray(result)) return result;
  throw clientError('ANSWER_UNREADABLE', name, transactionId === undefined ? {} : { transactionId });
}

/** Every transaction of the contracts, typed from protocol's tables. */
export class LedgerCalls {
  readonly #transport: Transport;
  readonly #retry: RetryOptions;

  constructor(transport: Transport, retry: RetryOptions = {}) {
    this.#transport = transport;
    this.#retry = retry;
  }

  /**
   * Asks one peer; nothing is written.
   * @throws {@link ClientError} as {@link Transport.evaluate}, and `ANSWER_UNREADABLE`
   */
  async evaluate<C extends ContractName, T extends TransactionOf<C>>(
    contract: C,
    transaction: T,
    argument: ArgumentOf<C, T>,
    transient?: TransientData,
    control?: CallControl,
  ): Promise<ResultOf<C, T>> {
    const call = callOf(`${contract}:${transaction}`, argument, transient);
    return resultFrom(await this.#transport.evaluate(call, control), call.name) as ResultOf<C, T>;
  }

  /**
   * Has peers of these organisations sign a result; nothing is written. A refusal is looked at twice, as in `submit`.
   * @param organizations - MSP IDs, the gateway's own among them
   * @throws {@link ClientError} as {@link Transport.endorse}, and `ANSWER_UNREADABLE`
   */
  async endorse<C extends ContractName, T extends TransactionOf<C>>(
    contract: C,
    transaction: T,
    argument: ArgumentOf<C, T>,
    organizations: readonly string[],
    transient?: TransientData,
    control?: CallControl,
  ): Promise<Endorsed<ResultOf<C, T>>> {
    const call = callOf(`${contract}:${transaction}`, argument, transient);
    const { answer, prepared } = await retryConflicts(
      () => this.#transport.endorse(call, organizations, control),
      this.#retry,
      control?.signal,
    );
    return { result: resultFrom(answer, call.name) as ResultOf<C, T>, prepared };
  }

  /**
   * Submits a transaction and waits until it is committed as valid. A conflict of reads makes it anew, as a
   * new transaction, a bounded number of times; nothing else is repeated.
   * @throws {@link ClientError} as {@link Transport.submit}, and `ANSWER_UNREADABLE` (committed all the same)
   */
  async submit<C extends ContractName, T extends TransactionOf<C>>(
    contract: C,
    transaction: T,
    argument: ArgumentOf<C, T>,
    transient?: TransientData,
    control?: CallControl,
  ): Promise<Committed<ResultOf<C, T>>> {
    const call = callOf(`${contract}:${transaction}`, argument, transient);
    const committed = await retryConflicts(
      () => this.#transport.submit(call, control),
      this.#retry,
      control?.signal,
    );
    const { answer, transactionId, blockNumber } = committed;
    return {
      result: resultFrom(answer, call.name, transactionId) as ResultOf<C, T>,
      transactionId,
      blockNumber,
    };
  }
}
