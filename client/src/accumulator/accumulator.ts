// SPDX-License-Identifier: Apache-2.0
import { MAX_RECEIPTS } from '@meterpki/protocol';
import { aborted, unlessAborted, type CallControl } from '../calls/abort';
import type { RetryOptions } from '../calls/retry';
import { clientError } from '../errors';
import type { ReceiptOutcome } from '../faces/outcome';
import type { CheckInput } from '../faces/receipt-lists';
import { ListDelivery, type ListRecorder } from './list-delivery';
import { usableReceipt } from './usable-receipt';
import { WaitingCheck } from './waiting-check';

export type { ListRecorder } from './list-delivery';

/** How single checks are gathered. */
export interface AccumulatorOptions {
  /** The most receipts of a list; 200 unless given. */
  readonly maxReceipts?: number;
  /** How long a receipt waits for company, milliseconds; 50 unless given. */
  readonly maxWait?: number;
  /** How many lists may be on their way at once; 4 unless given. */
  readonly inFlight?: number;
  /** How many receipts may wait to be sent; callers beyond wait for room. 10,000 unless given. */
  readonly queueLimit?: number;
  /** How often a list is sent anew while peers or orderers are away and nothing was written. */
  readonly retry?: RetryOptions;
}

const defaults = { maxReceipts: 200, maxWait: 50, inFlight: 4, queueLimit: 10_000, retry: {} } as const;

/**
 * Gathers single checks of many concurrent callers into lists, since a transaction with two hundred checks costs little
 * more than one with one. Each caller gets the verdict on its own receipt, and the proof that it stands in the record.
 */
export class Accumulator {
  readonly #delivery: ListDelivery;
  readonly #options: Required<AccumulatorOptions>;
  readonly #queue: WaitingCheck[] = [];
  readonly #outside: (() => void)[] = [];
  readonly #atRest: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #due = false;
  #underway = 0;
  #owed = 0;
  #closed = false;

  /** @param recorder - the society of a session, which stays open until the accumulator is closed */
  constructor(recorder: ListRecorder, options: AccumulatorOptions = {}) {
    this.#options = { ...defaults, ...options };
    const { maxReceipts, inFlight, queueLimit, retry } = this.#options;
    if (Math.min(maxReceipts, inFlight, queueLimit) < 1 || maxReceipts > MAX_RECEIPTS)
      throw new RangeError(`1 to ${MAX_RECEIPTS} receipts, and at least one list and one place`);
    this.#delivery = new ListDelivery(recorder, retry);
  }

  /** How many receipts wait to be sent. */
  get waiting(): number {
    return this.#queue.length;
  }

  /**
   * Judges a receipt and records the check, in one transaction with those of other callers.
   * @param control - the signal takes the receipt back while it waits; once it was sent, its outcome is told all the same
   * @returns the outcome, assurance `committed`; `recorded.evidence()` is its inclusion proof
   * @throws {@link ClientError} as {@link Society.recordList}; `INPUT_INVALID` for a receipt that no ledger takes; `ABORTED`;
   * `SESSION_CLOSED` after {@link Accumulator.close}
   */
  async check(receipt: CheckInput, { signal }: CallControl = {}): Promise<ReceiptOutcome> {
    if (this.#closed) throw clientError('SESSION_CLOSED', 'the accumulator');
    const usable = usableReceipt(receipt);
    this.#owed += 1;
    try {
      while (this.#isFull) await this.#place(signal);
      // Nothing may come between looking and taking the place: neither another caller nor a signal.
      if (signal?.aborted === true) throw aborted(signal);
      return await this.#enqueue(usable, signal).outcome;
    } finally {
      this.#owed -= 1;
      if (this.#owed === 0) for (const rest of this.#atRest.splice(0)) rest();
    }
  }

  /**
   * Waits until another receipt may wait to be sent: whoever reads receipts from a stream asks before it reads on.
   * @throws {@link ClientError} `ABORTED`
   */
  async room({ signal }: CallControl = {}): Promise<void> {
    if (signal?.aborted === true) throw aborted(signal);
    while (this.#isFull) await this.#place(signal);
  }

  /** Takes no further receipts, sends those that wait at once, and waits until every caller has its answer. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#send();
    if (this.#owed > 0) await new Promise<void>((resolve) => this.#atRest.push(resolve));
  }

  get #isFull(): boolean {
    return this.#queue.length >= this.#options.queueLimit;
  }

  /** Waits until there may be a place; somebody else may be quicker. */
  #place(signal: AbortSignal | undefined): Promise<void> {
    return unlessAborted(new Promise<void>((resolve) => this.#outside.push(resolve)), signal);
  }

  #enqueue(receipt: CheckInput, signal: AbortSignal | undefined): WaitingCheck {
    const check = new WaitingCheck(receipt);
    check.revocableBy(signal, () => {
      this.#queue.splice(this.#queue.indexOf(check), 1);
      if (this.#queue.length === 0) this.#rest();
      this.#admit();
    });
    this.#queue.push(check);
    this.#send();
    return check;
  }

  /** Sends what may be sent now, and sees to it that the rest does not wait for ever. */
  #send(): void {
    const { inFlight, maxReceipts } = this.#options;
    while (this.#underway < inFlight && this.#isReady()) this.#depart(this.#queue.splice(0, maxReceipts));
    if (this.#queue.length > 0 && !this.#due) this.#wait();
  }

  #isReady(): boolean {
    const { length } = this.#queue;
    return length >= this.#options.maxReceipts || (length > 0 && (this.#due || this.#closed));
  }

  #depart(checks: readonly WaitingCheck[]): void {
    for (const check of checks) check.depart();
    this.#rest();
    this.#underway += 1;
    this.#admit();
    void this.#delivery.deliver(checks).finally(() => {
      this.#underway -= 1;
      this.#send();
    });
  }

  /** Nobody waits for the time to be over. */
  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#due = false;
  }

  #wait(): void {
    this.#timer ??= setTimeout(() => {
      this.#due = true;
      this.#timer = undefined;
      this.#send();
    }, this.#options.maxWait);
  }

  /** Those outside see for themselves whether there is a place now, first come, first served. */
  #admit(): void {
    if (!this.#isFull) for (const enter of this.#outside.splice(0)) enter();
  }
}
