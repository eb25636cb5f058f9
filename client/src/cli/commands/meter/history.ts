// SPDX-License-Identifier: Apache-2.0
import type { MeterRecord, ResultOf } from '@meterpki/protocol';
import type { Command } from 'commander';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { listPages, noteListing } from '../../listing';
import { ledgerCommand, limitOption, parseMeterId, type LedgerOptions } from '../../options';
import { printable } from '../../output/printable';
import { headline, labelled } from '../../output/style';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

interface HistoryOptions extends LedgerOptions {
  readonly limit: number;
}

type State = ResultOf<'registry', 'GetHistory'>['states'][number];

const HELP = `
One peer answers, from its history of the ledger.

Exit code: 0 found, 2 no such meter, 3 no ledger, 4 refused by the ledger, 64 usage.

Examples:
  meterpki meter history ptb:0042 --profile society.json
  meterpki meter history ptb:0042 --json`;

const keyText = ({ keys }: MeterRecord): string =>
  keys
    .map(({ sequence, state, attestations }) => `key ${sequence} ${state} (${attestations.length})`)
    .join(', ');

const stateLines = ({ time, tx, meter }: State): string[] => [
  `${headline(printable(time))}  ${meter.status}`,
  labelled('keys', `${keyText(meter)}; in brackets: attestations`),
  ...(meter.aliases.length === 0
    ? []
    : [labelled('aliases', meter.aliases.map(({ kind, text }) => `${kind}:${printable(text)}`).join(', '))]),
  labelled('transaction', printable(tx)),
];

async function history(meterId: string, options: HistoryOptions, streams: Streams): Promise<ExitCode> {
  const listing = await withSession(options.profile, streams, ({ society }) =>
    listPages(
      async (page) => {
        const { states, next } = await society.getHistory({ meterId, ...page });
        return { records: states, next };
      },
      (states) => {
        for (const state of states) {
          if (options.json === true) streams.result(JSON.stringify(state));
          else streams.result(...stateLines(state), '');
        }
      },
      options.limit,
      streams,
    ),
  );
  noteListing(listing, `states of ${meterId}`, streams);
  return listing.count > 0 ? exitCodes.allValid : exitCodes.someIndeterminate;
}

/** `meterpki meter history`: what became of a meter. */
export const historyCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('history', 'state')
    .argument('<ID>', 'meter ID', parseMeterId)
    .addOption(limitOption('states'))
    .addHelpText('after', HELP)
    .action(async (meterId: string, options: HistoryOptions) => {
      finish(await history(meterId, options, streams));
    });
