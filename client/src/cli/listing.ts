// SPDX-License-Identifier: Apache-2.0
import { Progress } from './progress';
import type { Streams } from './streams';

/** The most that the ledger gives at once. */
const PAGE = 500;

/** What a listing came to. */
export interface Listing {
  /** How many were listed. */
  readonly count: number;
  /** True where the ledger has more. */
  readonly more: boolean;
}

/** Asks for one page: at most `limit` records from `start` on. */
export type AskPage<T> = (page: {
  readonly limit: number;
  readonly start?: string;
}) => Promise<{ readonly records: readonly T[]; readonly next?: string | undefined }>;

/**
 * Asks for page after page and tells of each as it comes.
 * @param limit - the most records in all
 */
export async function listPages<T>(
  ask: AskPage<T>,
  tell: (records: readonly T[]) => void,
  limit: number,
  streams: Streams,
): Promise<Listing> {
  const progress = new Progress(streams, 'records');
  let count = 0;
  let start: string | undefined;
  do {
    const size = Math.min(PAGE, limit - count);
    const { records, next } = await ask({ limit: size, ...(start === undefined ? {} : { start }) });
    tell(records);
    count += records.length;
    progress.advance(records.length);
    start = next;
  } while (start !== undefined && count < limit);
  return { count, more: start !== undefined };
}

/** Says what a reader of a listing must know: that there is nothing, or more. */
export function noteListing({ count, more }: Listing, what: string, streams: Streams): void {
  if (count === 0) streams.note(`No ${what}.`);
  if (more) streams.note(`There are more ${what}: --limit takes more of them.`);
}
