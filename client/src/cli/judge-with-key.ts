// SPDX-License-Identifier: Apache-2.0
import { algorithms, algorithmsOn, defaultAlgorithms } from '@meterpki/protocol';
import { checkWithKey } from '../offline/check-with-key';
import { givenKeyOrFile, keysOf, type GivenKey } from '../offline/public-key';
import type { Judge } from './judged-item';

/** What to tell people whose key does not count without the flag, or undefined. */
function legacyNote(given: GivenKey): string | undefined {
  const weak = keysOf(given).find(({ curve }) => algorithmsOn(curve).every(({ legacy }) => legacy));
  if (weak === undefined) return undefined;
  return `The key is on ${weak.curve.name}, a weak curve: --allow-legacy lets it count all the same.`;
}

/**
 * Judges against one key, without a ledger.
 * @param allowLegacy - whether weak curves count as well
 * @throws ClientError `PUBLIC_KEY_UNREADABLE`, `PRIVATE_KEY_GIVEN`
 */
export async function judgeWithKey(
  textOrFile: string,
  allowLegacy: boolean,
): Promise<{ readonly judge: Judge; readonly note: string | undefined }> {
  const given = await givenKeyOrFile(textOrFile);
  const allowed = allowLegacy ? algorithms.map(({ id }) => id) : defaultAlgorithms;
  const judge: Judge = async function* (receipts) {
    for (const receipt of receipts) yield await Promise.resolve([checkWithKey(receipt, given, 0, allowed)]);
  };
  return { judge, note: allowLegacy ? undefined : legacyNote(given) };
}
