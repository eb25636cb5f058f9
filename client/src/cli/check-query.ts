// SPDX-License-Identifier: Apache-2.0
import type { ArgumentOf, Instant, ResultOf } from '@meterpki/protocol';
import type { Command } from 'commander';
import type { Society } from '../faces/society';
import type { AskPage } from './listing';
import { parseDigest, parseInstant, parseMeterId } from './options';
import { UsageError } from './usage-error';

/** A recorded check or list, and its key. */
export type FoundCheck = ResultOf<'receipts', 'ListChecks'>['checks'][number];

/** Which recorded checks are meant. */
export interface CheckQueryOptions {
  readonly meter?: string;
  readonly receipt?: string;
  readonly from?: Instant;
  readonly to?: Instant;
}

type Query = ArgumentOf<'receipts', 'ListChecks'>;

/** What help says of the choice. */
export const CHECK_QUERY_HELP = `
By meter and by receipt, checks that were recorded one by one are found; those inside a recorded list are not. Without
--meter and --receipt, every recording is listed, lists as one each.`;

/** The options that choose checks. */
export const withCheckQuery = (command: Command): Command =>
  command
    .option('--meter <ID>', 'checks of this meter', parseMeterId)
    .option('--receipt <ID>', 'checks of this receipt, by its receipt ID', parseDigest)
    .option('--from <TIME>', 'first moment (UTC)', parseInstant)
    .option('--to <TIME>', 'moment before which the list ends (UTC)', parseInstant);

function queryOf({ meter, receipt, from, to }: CheckQueryOptions): Query {
  if (meter !== undefined && receipt !== undefined)
    throw new UsageError('give --meter or --receipt, or neither');
  const period = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  if (meter !== undefined) return { by: 'meter', meterId: meter, ...period };
  return receipt === undefined ? { by: 'time', ...period } : { by: 'receipt', receiptId: receipt, ...period };
}

/**
 * Pages of the checks that options choose.
 * @throws UsageError where they contradict each other
 */
export function checkPages(options: CheckQueryOptions): (society: Society) => AskPage<FoundCheck> {
  const query = queryOf(options);
  return (society) => async (page) => {
    const { checks, next } = await society.listChecks({ ...query, ...page });
    return { records: checks, next };
  };
}
