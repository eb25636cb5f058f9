// SPDX-License-Identifier: Apache-2.0
import { ratioOf, type Ratio } from './ratio';

/** What must hold: a ratio between two contenders of one run. */
export interface Target {
  readonly what: string;
  /** At least this. */
  readonly atLeast: number;
  readonly ratio: Ratio;
}

/** A target about how many times the `slower` takes as long as the `faster`, from the rounds of one run. */
export const target = (
  what: string,
  atLeast: number,
  slower: readonly number[],
  faster: readonly number[],
): Target => ({ what, atLeast, ratio: ratioOf(slower, faster) });

/** Whether the median of the rounds reaches the target. */
export const isMet = ({ atLeast, ratio }: Target): boolean => ratio.median >= atLeast;

/** A line about a target. */
export function targetText(judged: Target): string {
  const { what, atLeast, ratio } = judged;
  const [middle, lowest, highest] = [ratio.median, ratio.lowest, ratio.highest].map((value) =>
    value.toFixed(2),
  );
  const verdict = isMet(judged) ? 'met' : 'MISSED';
  return `${verdict}  ${what}: ${middle ?? ''} (rounds ${lowest ?? ''} to ${highest ?? ''}; at least ${atLeast.toFixed(2)})`;
}
