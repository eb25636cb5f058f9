// SPDX-License-Identifier: Apache-2.0
import { InvalidArgumentError } from 'commander';

function whole(text: string, least: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (value >= least) return value;
  throw new InvalidArgumentError(`Give a whole number of at least ${least}.`);
}

/** A whole number of 1 or more; commander reports anything else as a fault of usage. */
export const positive = (text: string): number => whole(text, 1);

/** A whole number of 0 or more. */
export const nonNegative = (text: string): number => whole(text, 0);
