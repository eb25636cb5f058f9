// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from '../../dist/errors.js';

function asNetworkError(thrown: unknown): NetworkError {
  if (thrown instanceof NetworkError) return thrown;
  throw new Error('a NetworkError was expected', { cause: thrown });
}

/** The error that a call throws. */
export function failureOf(call: () => unknown): NetworkError {
  try {
    call();
  } catch (error) {
    return asNetworkError(error);
  }
  throw new Error('nothing was thrown');
}

/** The error that a promise rejects with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<NetworkError> {
  try {
    await promise;
  } catch (error) {
    return asNetworkError(error);
  }
  throw new Error('nothing was rejected');
}
