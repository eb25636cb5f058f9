// SPDX-License-Identifier: Apache-2.0

/** So many keys must differ in their last characters alone before one range is read instead of each key. */
const MIN_NEIGHBOURS = 8;

/** How many characters at the end may differ. */
const VARYING = 2;

/** A range is given up after so many records for each key that is wanted of it: a get costs as much as ten of them. */
const RECORDS_PER_KEY = 5;

/** The most records of one range. */
const MAX_RECORDS = 500;

/** Keys that one range read brings, with others that lie between them. */
export interface Neighbourhood {
  /** Sorted. */
  readonly keys: readonly string[];
  readonly start: string;
  /** Behind the last key. */
  readonly end: string;
  /** The most records to read: others may crowd between the keys. */
  readonly limit: number;
}

/** Right behind a key: '-' is the first character that may follow in a longer one. */
const behind = (key: string): string => `${key}-`;

/**
 * Finds among sorted, distinct ASCII keys those that lie close to each other: a range read brings a hundred records in
 * the time of a single get, but also what lies between.
 */
export function neighbourhoods(keys: readonly string[]): Neighbourhood[] {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const stem = key.slice(0, -VARYING);
    const group = groups.get(stem);
    if (group === undefined) groups.set(stem, [key]);
    else group.push(key);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (first === undefined || last === undefined || group.length < MIN_NEIGHBOURS) return [];
    const limit = Math.min(MAX_RECORDS, RECORDS_PER_KEY * group.length);
    return [{ keys: group, start: first, end: behind(last), limit }];
  });
}
