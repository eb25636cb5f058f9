// SPDX-License-Identifier: Apache-2.0
import { Refusal, type Fault } from '@meterpki/protocol';

/**
 * Ends the transaction where anything was found.
 * @throws Refusal with the code of the first fault and all of them in it
 */
export function refuseAny([first, ...rest]: readonly Fault[]): void {
  if (first !== undefined) throw new Refusal([first, ...rest]);
}
