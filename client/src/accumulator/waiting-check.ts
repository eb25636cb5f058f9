// SPDX-License-Identifier: Apache-2.0
import { aborted } from '../calls/abort';
import type { ReceiptOutcome } from '../faces/outcome';
import type { CheckInput } from '../faces/receipt-lists';

/** A receipt that somebody wants checked, and the answer that is owed. */
export class WaitingCheck {
  readonly receipt: CheckInput;
  /** The answer. */
  readonly outcome: Promise<ReceiptOutcome>;
  #tell: (outcome: ReceiptOutcome) => void = () => undefined;
  #fail: (error: unknown) => void = () => undefined;
  #forget: () => void = () => undefined;

  constructor(receipt: CheckInput) {
    this.receipt = receipt;
    this.outcome = new Promise((resolve, reject) => {
      this.#tell = resolve;
      this.#fail = reject;
    });
  }

  /** Lets the caller take it back while it waits; `leave` takes it out of the line. */
  revocableBy(signal: AbortSignal | undefined, leave: () => void): void {
    if (signal === undefined) return;
    const end = (): void => {
      leave();
      this.fail(aborted(signal));
    };
    signal.addEventListener('abort', end, { once: true });
    this.#forget = () => {
      signal.removeEventListener('abort', end);
    };
  }

  /** It is about to be sent: from now on it cannot be taken back. */
  depart(): void {
    this.#forget();
  }

  /** A list of one, as far as the caller knows. */
  tell(outcome: ReceiptOutcome): void {
    this.#tell({ ...outcome, index: 0 });
  }

  fail(error: unknown): void {
    this.#fail(error);
  }
}
