// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import {
  CHECK_QUERY_HELP,
  checkPages,
  withCheckQuery,
  type CheckQueryOptions,
  type FoundCheck,
} from '../../check-query';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { listPages, noteListing } from '../../listing';
import { ledgerCommand, limitOption, type LedgerOptions } from '../../options';
import { checkJson, checksTable } from '../../output/checks-text';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

interface ChecksOptions extends LedgerOptions, CheckQueryOptions {
  readonly limit: number;
}

const HELP = `${CHECK_QUERY_HELP}

Exit code: 0, also where there are none; 3 no ledger, 4 refused by the ledger, 64 usage.

Examples:
  meterpki audit checks --meter ptb:0042 --profile society.json
  meterpki audit checks --meter ptb:0042 --from 2026-01-01 --json
  meterpki audit checks --receipt 53a99c57…   (64 hex digits, as verify shows it)
  meterpki audit checks --from 2026-01-01 --to 2026-02-01`;

async function list(options: ChecksOptions, streams: Streams): Promise<ExitCode> {
  const pages = checkPages(options);
  const found: FoundCheck[] = [];
  const listing = await withSession(options.profile, streams, ({ society }) =>
    listPages(
      pages(society),
      (checks) => {
        if (options.json === true) streams.result(...checks.map(checkJson));
        else found.push(...checks);
      },
      options.limit,
      streams,
    ),
  );
  if (found.length > 0) streams.result(checksTable(found));
  noteListing(listing, 'recorded checks', streams);
  return exitCodes.allValid;
}

/** `meterpki audit checks`: what was recorded. */
export const checksCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  withCheckQuery(ledgerCommand('checks', 'check'))
    .addOption(limitOption('checks'))
    .addHelpText('after', HELP)
    .action(async (options: ChecksOptions) => {
      finish(await list(options, streams));
    });
