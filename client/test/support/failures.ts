// SPDX-License-Identifier: Apache-2.0
import { ClientError } from '@meterpki/client';

/** The ClientError that `work` fails with; anything else fails the test. */
export async function failureOf(work: () => unknown): Promise<ClientError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ClientError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
