// SPDX-License-Identifier: Apache-2.0

/**
 * A point in time as the ledger writes it: RFC 3339, UTC, milliseconds, always 24 characters,
 * so that the order of the texts is the order in time.
 */
export type Instant = string;

const FIXED_WIDTH = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * Writes milliseconds since 1970-01-01T00:00:00Z in the fixed-width form.
 * @throws RangeError for a time outside the years 0000 to 9999
 */
export function instantOf(milliseconds: number): Instant {
  const text = new Date(milliseconds).toISOString();
  if (text.length !== 24) throw new RangeError('time outside the years 0000 to 9999');
  return text;
}

/** Milliseconds of an instant, or undefined where the text is not one or names no day that exists. */
export function millisecondsOf(text: string): number | undefined {
  if (!FIXED_WIDTH.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) || instantOf(milliseconds) !== text ? undefined : milliseconds;
}

/** Milliseconds of `YYYY-MM-DDTHH:MM:SS.mmm` taken as UTC, or undefined where the calendar has no such moment. */
export const utcMilliseconds = (text: string): number | undefined => millisecondsOf(`${text}Z`);
