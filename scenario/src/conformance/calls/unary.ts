// SPDX-License-Identifier: Apache-2.0
import type { CallOptions, ServiceError } from '@grpc/grpc-js';

/** A call that is answered at most once: the answer, or the status that refuses it. */
export type Answered<T> = { readonly answer: T } | { readonly refusal: ServiceError };

type Send<T> = (
  options: CallOptions,
  callback: (error: ServiceError | null, response?: T) => void,
) => unknown;

/** How long a call may take that a ledger is expected to answer. */
export const PATIENCE_MILLISECONDS = 30_000;

/**
 * Makes a call.
 *
 * @param milliseconds - deadline
 */
export async function called<T>(send: Send<T>, milliseconds = PATIENCE_MILLISECONDS): Promise<Answered<T>> {
  return await new Promise((resolve, reject) => {
    send({ deadline: Date.now() + milliseconds }, (error, response) => {
      if (error !== null) resolve({ refusal: error });
      else if (response !== undefined) resolve({ answer: response });
      else reject(new Error('the call ended without answer or status'));
    });
  });
}
