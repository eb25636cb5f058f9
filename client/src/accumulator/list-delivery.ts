// SPDX-License-Identifier: Apache-2.0
import { MAX_RECEIPTS, type ErrorCode } from '@meterpki/protocol';
import { repeat, type Patience, type RetryOptions } from '../calls/retry';
import type { ClientErrorCode } from '../error-codes';
import { ClientError, clientError } from '../errors';
import type { ReceiptOutcome } from '../faces/outcome';
import { splitReceipts, type CheckInput } from '../faces/receipt-lists';
import type { WaitingCheck } from './waiting-check';

/** Who records a list as one transaction. */
export interface ListRecorder {
  recordList(receipts: readonly CheckInput[]): Promise<ReceiptOutcome[]>;
}

/** Nothing was written, and a while later another attempt may well succeed: a peer or an orderer is away. */
const passing: ReadonlySet<ClientErrorCode> = new Set([
  'LEDGER_UNREACHABLE',
  'LEDGER_BUSY',
  'DEADLINE_EXCEEDED',
  'ENDORSEMENT_FAILED',
  'SUBMIT_FAILED',
]);

/** Refusals of the caller; no receipt is the reason. */
const aboutTheCaller: ReadonlySet<ErrorCode> = new Set([
  'ACCESS_DENIED',
  'NOT_A_MEMBER',
  'TRANSACTION_UNKNOWN',
]);

const patience: Patience = (error, attempts) =>
  error instanceof ClientError && passing.has(error.code) ? attempts : 1;

/** True where another list without some of the receipts may be taken; nothing of the refused one was written. */
const isAboutReceipts = (error: unknown): boolean =>
  error instanceof ClientError && error.refusal !== undefined && !aboutTheCaller.has(error.refusal.code);

/** Sends checks of many callers as lists and gives each its own answer. */
export class ListDelivery {
  readonly #recorder: ListRecorder;
  readonly #retry: RetryOptions;

  constructor(recorder: ListRecorder, retry: RetryOptions) {
    this.#recorder = recorder;
    this.#retry = retry;
  }

  /** Answers every check; never rejects. A list that is too large for one transaction goes as several. */
  async deliver(checks: readonly WaitingCheck[]): Promise<void> {
    const receipts = checks.map(({ receipt }) => receipt);
    try {
      for (const { start, receipts: part } of splitReceipts(receipts, { receipts: MAX_RECEIPTS }))
        await this.#settle(checks.slice(start, start + part.length));
    } catch (error) {
      // Nobody may be left waiting, whatever went wrong here; those that have their answer keep it.
      for (const check of checks) check.fail(error);
    }
  }

  /** Sends one list, in halves where it is refused: the receipt that is the reason shall spoil no other. */
  async #settle(checks: readonly WaitingCheck[]): Promise<void> {
    try {
      const outcomes = await this.#record(checks);
      for (const [index, check] of checks.entries()) answer(check, outcomes[index]);
    } catch (error) {
      if (checks.length === 1 || !isAboutReceipts(error)) {
        for (const check of checks) check.fail(error);
        return;
      }
      const middle = Math.ceil(checks.length / 2);
      await this.#settle(checks.slice(0, middle));
      await this.#settle(checks.slice(middle));
    }
  }

  #record(checks: readonly WaitingCheck[]): Promise<ReceiptOutcome[]> {
    const receipts = checks.map(({ receipt }) => receipt);
    return repeat(() => this.#recorder.recordList(receipts), patience, this.#retry);
  }
}

function answer(check: WaitingCheck, outcome: ReceiptOutcome | undefined): void {
  if (outcome === undefined) check.fail(clientError('ANSWER_MISMATCH'));
  else check.tell(outcome);
}
