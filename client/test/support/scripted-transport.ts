// SPDX-License-Identifier: Apache-2.0
import type {
  CallControl,
  CommittedAnswer,
  EndorsedAnswer,
  FoundTransaction,
  TransactionCall,
  Transport,
} from '@meterpki/client';

/** What a scripted transport does with a call: gives a result, at once or later, or throws. */
export type Script = (call: TransactionCall, attempt: number) => unknown;

async function* nothing(): AsyncGenerator<never, void> {
  await Promise.resolve();
  yield* [];
}

/** A transport without a ledger: `script` answers, and every call is kept. */
export class ScriptedTransport implements Transport {
  readonly evaluated: TransactionCall[] = [];
  readonly submitted: TransactionCall[] = [];
  closed = 0;
  readonly #script: Script;

  constructor(script: Script) {
    this.#script = script;
  }

  evaluate(call: TransactionCall): Promise<Uint8Array> {
    this.evaluated.push(call);
    return this.#answer(call, this.evaluated.length);
  }

  async submit(call: TransactionCall, { onSending }: CallControl = {}): Promise<CommittedAnswer> {
    this.submitted.push(call);
    const attempt = this.submitted.length;
    const transactionId = String(attempt).padStart(64, '0');
    onSending?.(transactionId);
    const answer = await this.#answer(call, attempt);
    return { answer, transactionId, blockNumber: BigInt(attempt) };
  }

  /** Answers as for an evaluation; the signatures are of nobody. */
  async endorse(call: TransactionCall): Promise<EndorsedAnswer> {
    return { answer: await this.evaluate(call), prepared: new Uint8Array() };
  }

  /** No transaction is known. */
  findTransaction(): Promise<FoundTransaction | undefined> {
    return Promise.resolve(undefined);
  }

  /** Nothing happens. */
  events(): AsyncGenerator<never, void> {
    return nothing();
  }

  height(): Promise<bigint> {
    return Promise.resolve(0n);
  }

  /** There is no chain. */
  blocks(): AsyncGenerator<never, void> {
    return nothing();
  }

  close(): void {
    this.closed += 1;
  }

  async #answer(call: TransactionCall, attempt: number): Promise<Uint8Array> {
    const result = await this.#script(call, attempt);
    return Buffer.from(typeof result === 'string' ? result : JSON.stringify(result));
  }
}

/** The receipts that a call carries as transient data. */
export const receiptsIn = ({ transient }: TransactionCall): { text: string }[] =>
  JSON.parse(transient?.receipts ?? '[]') as { text: string }[];
