// SPDX-License-Identifier: Apache-2.0
import { SimulatorError } from '@meterpki/simulator';

/** The code of the simulator's error that `action` ends with, or words that match no code. */
export function codeOf(action: () => unknown): string {
  try {
    action();
    return 'no error';
  } catch (error) {
    return error instanceof SimulatorError ? error.code : `foreign error ${String(error)}`;
  }
}
