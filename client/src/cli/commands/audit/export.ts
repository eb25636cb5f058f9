// SPDX-License-Identifier: Apache-2.0
import { Command, Option } from 'commander';
import { WholeFile } from '../../../files/whole-file';
import {
  CHECK_QUERY_HELP,
  checkPages,
  withCheckQuery,
  type CheckQueryOptions,
  type FoundCheck,
} from '../../check-query';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { listPages } from '../../listing';
import { PROFILE_HELP } from '../../options';
import { checkCsv, CSV_HEADER } from '../../output/checks-csv';
import { checkJson } from '../../output/checks-text';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

interface ExportOptions extends CheckQueryOptions {
  readonly profile?: string;
  readonly format: 'csv' | 'jsonl';
  readonly out?: string;
}

const HELP = `${CHECK_QUERY_HELP}

All that the ledger has is written, page after page. A file appears under its name when it is complete, or not at all.

Exit code: 0 written, 3 no ledger, 4 refused by the ledger, 64 usage.

Examples:
  meterpki audit export --out checks.csv --profile society.json
  meterpki audit export --format jsonl --from 2026-01-01 --to 2026-02-01 > january.jsonl
  meterpki audit export --meter ptb:0042 --format csv`;

/** Where lines go: to the standard output as they come, or to a file that is whole or not there. */
class Sink {
  readonly #streams: Streams;
  readonly #file: WholeFile | undefined;

  constructor(out: string | undefined, streams: Streams) {
    this.#streams = streams;
    this.#file = out === undefined ? undefined : new WholeFile(out);
  }

  write(lines: readonly string[]): void {
    if (this.#file === undefined) this.#streams.result(...lines);
    else this.#file.write(lines.map((line) => `${line}\n`).join(''));
  }

  finish(): void {
    this.#file?.finish();
  }

  abandon(): void {
    this.#file?.abandon();
  }
}

async function write(options: ExportOptions, streams: Streams): Promise<ExitCode> {
  const pages = checkPages(options);
  const lineOf: (check: FoundCheck) => string = options.format === 'csv' ? checkCsv : checkJson;
  await withSession(options.profile, streams, async ({ society }) => {
    const sink = new Sink(options.out, streams);
    try {
      if (options.format === 'csv') sink.write([CSV_HEADER]);
      const tell = (checks: readonly FoundCheck[]): void => {
        sink.write(checks.map(lineOf));
      };
      const { count } = await listPages(pages(society), tell, Infinity, streams);
      sink.finish();
      streams.note(
        `${count} ${count === 1 ? 'record' : 'records'}${options.out === undefined ? '' : ` in ${options.out}`}.`,
      );
    } catch (error) {
      sink.abandon();
      throw error;
    }
  });
  return exitCodes.allValid;
}

/** `meterpki audit export`: recorded checks for other programs. */
export const exportCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  withCheckQuery(new Command('export').option('--profile <FILE>', PROFILE_HELP))
    .addOption(new Option('--format <FORMAT>', 'form of the lines').choices(['csv', 'jsonl']).default('csv'))
    .option('--out <FILE>', 'write to this file; the standard output unless given')
    .addHelpText('after', HELP)
    .action(async (options: ExportOptions) => {
      finish(await write(options, streams));
    });
