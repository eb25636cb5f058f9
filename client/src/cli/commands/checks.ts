// SPDX-License-Identifier: Apache-2.0
import { isMeterId, millisecondsOf, type ResultOf } from '@meterpki/protocol';
import { Command } from 'commander';
import type { Society } from '../../faces/society';
import { exitCodes, type ExitCode } from '../exit-codes';
import { checkJson, checksTable } from '../output/checks-text';
import { printable } from '../output/printable';
import { PROFILE_HELP, withSession } from '../session';
import type { Streams } from '../streams';
import { UsageError } from '../usage-error';

interface ListOptions {
  readonly meter: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: string;
  readonly profile?: string;
  readonly json?: true;
}

type FoundChecks = ResultOf<'receipts', 'ListChecks'>['checks'];

const MAX_LIMIT = 10_000;
/** The most that the ledger gives at once. */
const PAGE = 500;

const HELP = `
Checks that were recorded one by one are found by meter; those inside a recorded list are not.

Exit code: 0, also where there are none; 3 no ledger, 4 refused by the ledger, 64 usage.

Examples:
  meterpki checks list --meter ptb:0042 --profile society.json
  meterpki checks list --meter ptb:0042 --from 2026-01-01 --json`;

/** A day counts from its first moment, in UTC. */
function instantFrom(text: string, option: string): string {
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00.000Z` : text;
  if (millisecondsOf(instant) !== undefined) return instant;
  throw new UsageError(
    `${option} takes a day such as 2026-01-31, or a time such as 2026-01-31T12:00:00.000Z`,
  );
}

function limitFrom(text: string): number {
  const limit = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new UsageError(`--limit takes a number from 1 to ${MAX_LIMIT}`);
}

function periodOf({ from, to }: ListOptions): { from?: string; to?: string } {
  return {
    ...(from === undefined ? {} : { from: instantFrom(from, '--from') }),
    ...(to === undefined ? {} : { to: instantFrom(to, '--to') }),
  };
}

/** Page after page until the limit; `more` where the ledger has more. */
async function pages(
  society: Society,
  query: { by: 'meter'; meterId: string; from?: string; to?: string },
  limit: number,
): Promise<{ checks: FoundChecks; more: boolean }> {
  const checks: FoundChecks = [];
  let start: string | undefined;
  do {
    const size = Math.min(PAGE, limit - checks.length);
    const page = await society.listChecks({
      ...query,
      limit: size,
      ...(start === undefined ? {} : { start }),
    });
    checks.push(...page.checks);
    start = page.next;
  } while (start !== undefined && checks.length < limit);
  return { checks, more: start !== undefined };
}

async function list(options: ListOptions, streams: Streams): Promise<ExitCode> {
  const { meter: meterId, json, profile } = options;
  if (!isMeterId(meterId))
    throw new UsageError('--meter takes a meter ID: prefix, colon, and 1 to 64 of A-Z a-z 0-9 . _ -');
  const limit = limitFrom(options.limit);
  const query = { by: 'meter' as const, meterId, ...periodOf(options) };
  const { checks, more } = await withSession(profile, streams, ({ society }) => pages(society, query, limit));
  if (json === true) streams.result(...checks.map(checkJson));
  else if (checks.length > 0) streams.result(checksTable(checks));
  if (checks.length === 0) streams.note(`No recorded check of ${printable(meterId)} alone.`);
  if (more) streams.note('There are more: --limit takes more of them, --from and --to a period.');
  return exitCodes.allValid;
}

/** `meterpki checks`: what was recorded. */
export function checksCommand(streams: Streams, finish: (code: ExitCode) => void): Command {
  const command = new Command('checks');
  command
    .command('list')
    .summary('list recorded checks of a meter')
    .description('Lists the checks of a meter that are recorded on the ledger.')
    .requiredOption('--meter <ID>', 'meter ID')
    .option('--from <TIME>', 'first moment (UTC)')
    .option('--to <TIME>', 'moment before which the list ends (UTC)')
    .option('--limit <N>', 'the most checks to list', '100')
    .option('--profile <FILE>', PROFILE_HELP)
    .option('--json', 'one JSON object per check and line')
    .addHelpText('after', HELP)
    .action(async (options: ListOptions) => {
      finish(await list(options, streams));
    });
  return command;
}
