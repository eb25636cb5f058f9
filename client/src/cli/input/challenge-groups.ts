// SPDX-License-Identifier: Apache-2.0
import { faulty } from '../../errors';
import type { Entry } from './entries';
import type { Item } from './items';

const DIGEST = /^[0-9a-f]{64}$/;

/** The challenge that an entry answers: its own word, else that of the command line. */
const challengeOf = ({ members }: Entry, given: string | undefined): string =>
  typeof members.challengeId === 'string' ? members.challengeId : (given ?? '');

/**
 * Items by the challenge that they answer, since a transaction names one.
 * @param entries - the entries of the items, in the same order
 * @param given - ID of the challenge that the command line names
 * @throws ClientError `INPUT_INVALID` for entries that answer no challenge
 */
export function byChallenge<T>(
  items: readonly Item<T>[],
  entries: readonly Entry[],
  given: string | undefined,
): Map<string, Item<T>[]> {
  const challenges = entries.map((entry) => challengeOf(entry, given));
  const faults = entries.flatMap(({ place }, index) =>
    DIGEST.test(challenges[index] ?? '')
      ? []
      : [{ path: `${place} challengeId`, text: 'is no challenge: give --challenge FILE, or the member' }],
  );
  if (faults.length > 0) throw faulty('INPUT_INVALID', faults);
  const groups = new Map<string, Item<T>[]>();
  for (const [index, item] of items.entries()) {
    const challenge = challenges[index] ?? '';
    const group = groups.get(challenge) ?? [];
    group.push(item);
    groups.set(challenge, group);
  }
  return groups;
}
