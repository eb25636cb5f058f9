// SPDX-License-Identifier: Apache-2.0
import { ClientError, clientError } from '../errors';

/** How a single call is carried out. */
export interface CallControl {
  /**
   * Calls it off. Before the transaction is sent that fails with `ABORTED`, and nothing is written; afterwards with
   * `COMMIT_UNKNOWN`.
   */
  readonly signal?: AbortSignal;
  /**
   * Is told the ID of a transaction that is endorsed, before it is sent: whoever notes it can find out later what became
   * of it. What it throws calls the submission off.
   */
  readonly onSending?: (transactionId: string) => void;
}

/** The error of work that was called off before anything was sent. */
export const aborted = ({ reason }: AbortSignal): ClientError =>
  clientError('ABORTED', '', { cause: reason as unknown });

/**
 * Waits for what writes nothing, at most until the signal.
 * @throws {@link ClientError} `ABORTED`
 */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  if (signal.aborted) {
    work.catch(() => undefined);
    throw aborted(signal);
  }
  return new Promise<T>((resolve, reject) => {
    const end = (): void => {
      reject(aborted(signal));
    };
    signal.addEventListener('abort', end, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', end);
    });
  });
}
