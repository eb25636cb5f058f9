// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from 'node:util';
import type { Observation, Observations } from '../observation/observation';

/** A case that two ledgers, or two runs, answer differently. */
export interface Difference {
  readonly name: string;
  /** Undefined where the case was not recorded. */
  readonly recorded: Observation | undefined;
  /** Undefined where the case was not run. */
  readonly seen: Observation | undefined;
}

/** What is wrong between what was recorded and what was seen. */
export interface Comparison {
  /** Differences that nobody allowed. */
  readonly unexpected: readonly Difference[];
  /** Cases that may differ and do not: their allowance must go. */
  readonly needless: readonly string[];
}

/**
 * Compares what was seen with what was recorded: every case that is on one side only or told differently.
 *
 * @param allowed - reasons by the name of the case that may differ; none unless given
 */
export function compare(
  recorded: Observations,
  seen: Observations,
  allowed: Readonly<Record<string, string>> = {},
): Comparison {
  const names = new Set([...Object.keys(recorded), ...Object.keys(seen)]);
  const differences = [...names]
    .map((name) => ({ name, recorded: recorded[name], seen: seen[name] }))
    .filter((difference) => !isDeepStrictEqual(difference.recorded, difference.seen));
  const different = new Set(differences.map(({ name }) => name));
  return {
    unexpected: differences.filter(({ name }) => !Object.hasOwn(allowed, name)),
    needless: Object.keys(allowed).filter((name) => !different.has(name)),
  };
}
