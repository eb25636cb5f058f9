// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';
import type { Entry, LedgerState } from './ledger-state';

const DEFAULT_LIMIT = 100;

/** How much of a listing is asked for, and where it goes on. */
export interface Page {
  readonly limit?: number;
  /** `next` of the page before: a key. */
  readonly start?: string;
}

/** Everything that a listing may show: keys that begin with the prefix, up to but without `end`. */
export interface PageRange {
  readonly prefix: string;
  readonly end: string;
}

/**
 * One page of the records in a range, and where the next begins. An unpaged range from a start key, since Fabric's
 * paginated queries forbid writes.
 * @throws Refusal INVALID_ARGUMENT for a start outside the range
 */
export async function pageOf<T extends { readonly schema: number }>(
  state: LedgerState,
  { prefix, end }: PageRange,
  { limit = DEFAULT_LIMIT, start = prefix }: Page,
): Promise<{ entries: readonly Entry<T>[]; next: { next?: string } }> {
  if (!start.startsWith(prefix) || !/^[\x20-\x7e]*$/.test(start))
    throw refusal('INVALID_ARGUMENT', 'argument.start', 'must be the member next of the page before');
  const found = start < end ? await state.range<T>(start, end, limit + 1) : [];
  const next = found[limit]?.key;
  return { entries: found.slice(0, limit), next: next === undefined ? {} : { next } };
}
