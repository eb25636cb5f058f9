// SPDX-License-Identifier: Apache-2.0
import type { Receipt } from '../receipt/receipt';

/** OCMF puts a letter for the counter in front; EDL40 has the number alone. */
const FORM = /^([A-Za-z]?)(\d{1,15})$/;

/**
 * True where a meter's paginations do not follow each other one by one. Counters of several meters, or of
 * several kinds in one meter, are told apart; a number that comes twice is no gap.
 */
export function hasPaginationGap(receipts: readonly Receipt[]): boolean {
  const counters = new Map<string, number[]>();
  for (const { aliases, pagination = '' } of receipts) {
    const [, letter, number] = FORM.exec(pagination) ?? [];
    if (letter === undefined || number === undefined) continue;
    const counter = JSON.stringify([aliases[0]?.text, letter]);
    const numbers = counters.get(counter) ?? [];
    numbers.push(Number(number));
    counters.set(counter, numbers);
  }
  return [...counters.values()].some((numbers) => {
    numbers.sort((a, b) => a - b);
    return numbers.some((number, at) => number - (numbers[at - 1] ?? number) > 1);
  });
}
