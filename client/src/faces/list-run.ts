// SPDX-License-Identifier: Apache-2.0
import { MAX_RECEIPTS } from '@meterpki/protocol';
import type { Journal } from '../bulk/journal';
import { mayBeWritten } from '../bulk/journaled';
import { aborted, type CallControl } from '../calls/abort';
import { ClientError } from '../errors';
import type { ReceiptOutcome } from './outcome';
import { halvesOf, splitReceipts, type CheckInput, type ListBounds, type ReceiptList } from './receipt-lists';

/** How many lists are on their way at once unless the caller says otherwise. */
export const DEFAULT_IN_FLIGHT = 4;

/** How lists are sent. */
export interface ListOptions extends CallControl {
  /** How many lists may be on their way at once; 4 unless given. */
  readonly inFlight?: number;
  /**
   * Remembers by {@link receiptDigest} which checks are recorded; for recording alone. Receipts that it knows already are
   * for the caller to leave out.
   */
  readonly journal?: Journal;
}

/** Sends one list and gives the outcomes of its receipts. */
export type SendList = (list: ReceiptList) => Promise<ReceiptOutcome[]>;

/** What became of a list: outcomes by piece, and what stopped it, if anything did. */
interface Settled {
  readonly pieces: readonly ReceiptOutcome[][];
  readonly failure?: { readonly error: unknown };
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof ClientError ? error.refusal?.code : undefined;

/** Many receipts in lists, several of them on their way at once. */
class ListRun {
  readonly #send: SendList;
  readonly #bounds: ListBounds = { receipts: MAX_RECEIPTS };
  readonly #lists: Iterator<ReceiptList>;
  readonly #underway: Promise<Settled>[] = [];
  readonly #signal: AbortSignal | undefined;
  #stopped = false;

  constructor(receipts: readonly CheckInput[], send: SendList, signal: AbortSignal | undefined) {
    this.#send = send;
    this.#signal = signal;
    this.#lists = splitReceipts(receipts, this.#bounds);
  }

  /** Sends the next list, unless there is none or something failed. */
  start(): void {
    if (this.#stopped) return;
    const next = this.#lists.next();
    if (next.done !== true) this.#underway.push(this.#settle(next.value));
  }

  /** The oldest list on its way, or undefined. */
  next(): Promise<Settled> | undefined {
    return this.#underway.shift();
  }

  /** Sends nothing more and waits for what is on its way. */
  stop(): Promise<Settled[]> {
    this.#stopped = true;
    return Promise.all(this.#underway.splice(0));
  }

  /** Sends a list, and in halves again where it asks for too much; never rejects. */
  async #settle(list: ReceiptList): Promise<Settled> {
    if (this.#signal?.aborted === true) return this.#failed(aborted(this.#signal));
    try {
      return { pieces: [await this.#send(list)] };
    } catch (error) {
      if (!this.#isTooMuch(error, list)) return this.#failed(error);
    }
    const [first, second] = halvesOf(list);
    const before = await this.#settle(first);
    if (before.failure !== undefined || this.#stopped) return before;
    const after = await this.#settle(second);
    return { ...after, pieces: [...before.pieces, ...after.pieces] };
  }

  #failed(error: unknown): Settled {
    this.#stopped = true;
    return { pieces: [], failure: { error } };
  }

  #isTooMuch(error: unknown, { receipts: { length } }: ReceiptList): boolean {
    const code = codeOf(error);
    if (length < 2 || this.#stopped) return false;
    // The lists to come are of the same kind.
    if (code === 'LIST_TOO_COSTLY')
      this.#bounds.receipts = Math.min(this.#bounds.receipts, Math.ceil(length / 2));
    return code === 'LIST_TOO_COSTLY' || code === 'TOO_MANY_FAILURES';
  }
}

/** Tells with the failure what was recorded behind it, and what may have been. */
function withRecorded(error: unknown, later: readonly Settled[]): unknown {
  if (!(error instanceof ClientError)) return error;
  const written = later
    .flatMap(({ pieces }) => pieces.flat())
    .filter(({ recorded }) => recorded !== undefined);
  error.recorded = [...new Set(written.flatMap(({ recorded }) => recorded?.record ?? []))];
  error.recordedIndexes = written.map(({ index }) => index);
  error.unclear = later.flatMap(({ failure }) => {
    const other = failure?.error;
    return other instanceof ClientError && mayBeWritten(other) ? (other.transactionId ?? []) : [];
  });
  return error;
}

/**
 * Sends receipts in lists, several at once. Outcomes come list by list in the order of the receipts. A list that asks for
 * too much is sent in halves, down to single receipts. Any other failure ends the run: what came before it is told, no
 * further list is sent, and lists that were on their way are waited for. So it is with the signal.
 * @throws {@link ClientError} as `send`, and `ABORTED`; `recorded` names what was recorded although its outcomes are not told
 */
export async function* inLists(
  receipts: readonly CheckInput[],
  send: SendList,
  { inFlight = DEFAULT_IN_FLIGHT, signal }: ListOptions = {},
): AsyncGenerator<ReceiptOutcome[], void, undefined> {
  const run = new ListRun(receipts, send, signal);
  for (let count = 0; count < Math.max(1, inFlight); count++) run.start();
  try {
    for (let oldest = run.next(); oldest !== undefined; oldest = run.next()) {
      const { pieces, failure } = await oldest;
      run.start();
      yield* pieces;
      if (failure !== undefined) throw withRecorded(failure.error, await run.stop());
    }
  } finally {
    await run.stop();
  }
}
