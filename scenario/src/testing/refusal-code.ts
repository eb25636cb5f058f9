// SPDX-License-Identifier: Apache-2.0
import { ClientError } from '@meterpki/client';

/**
 * The code with which the ledger refused a call; `accepted` where it did not. Any other failure is passed on.
 */
export async function refusalCode(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'accepted';
  } catch (error) {
    if (error instanceof ClientError && error.refusal !== undefined) return error.refusal.code;
    throw error;
  }
}
