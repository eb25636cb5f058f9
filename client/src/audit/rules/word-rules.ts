// SPDX-License-Identifier: Apache-2.0
import { isCallersWord, isMembersAdministrator, sameText, type Change } from './change';

interface Word {
  readonly mspId: string;
  readonly identity: string;
  readonly tx: string;
}

/**
 * Whether something is wrong with the words of a proposal or import that a transaction writes: what stood stays, and one is
 * new, the own one of an administrator who calls. Each member has one.
 */
export function wordsFault(change: Change, before: readonly Word[], after: readonly Word[]): boolean {
  const added = after.slice(before.length);
  const kept = sameText(after.slice(0, before.length), before);
  const own = added.length === 1 && added.every((word) => isCallersWord(change, word));
  const single = new Set(after.map(({ mspId }) => mspId)).size === after.length;
  return !(kept && own && single && isMembersAdministrator(change));
}
