// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import type { FoundTransaction } from '../../../calls/transport';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { ledgerCommand, parseDigest, type LedgerOptions } from '../../options';
import { printable } from '../../output/printable';
import { headline, labelled } from '../../output/style';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

const HELP = `
This is for a transaction whose commit is not known (exit code 5): ask before it is sent again. One peer answers from
the blocks that it has; the next one may stand in a block that is still on its way.

Exit code: 0 committed and valid, 1 committed and invalid: it changed nothing, 2 in no block yet, 3 no ledger,
4 refused by the ledger, 64 usage.

Examples:
  meterpki audit tx 55dd7e5b…   (64 hex digits)
  meterpki audit tx ID --json --profile society.json`;

const lines = ({ transactionId, valid, validationCode, ...found }: FoundTransaction): string[] => [
  `${headline(printable(transactionId))}  ${valid ? 'COMMITTED' : 'DOES NOT COUNT'} (${validationCode})`,
  labelled('block', String(found.blockNumber)),
  ...(found.name === undefined ? [] : [labelled('called', printable(found.name))]),
  labelled('submitted by', printable(found.mspId)),
  labelled('time', `${found.time} (the submitter's clock)`),
];

async function look(id: string, { profile, json }: LedgerOptions, streams: Streams): Promise<ExitCode> {
  const found = await withSession(profile, streams, (session) => session.findTransaction(id));
  if (found === undefined) {
    if (json === true) streams.result(JSON.stringify({ transactionId: id, found: false }));
    else
      streams.note(
        `No block holds transaction ${id}. Ask again in a minute; one that is endorsed and ordered may still come.`,
      );
    return exitCodes.someIndeterminate;
  }
  if (json === true)
    streams.result(JSON.stringify({ found: true, ...found, blockNumber: Number(found.blockNumber) }));
  else streams.result(...lines(found));
  return found.valid ? exitCodes.allValid : exitCodes.someInvalid;
}

/** `meterpki audit tx`: what became of a transaction. */
export const txCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('tx', 'transaction')
    .argument('<ID>', 'transaction ID, 64 hex digits', parseDigest)
    .addHelpText('after', HELP)
    .action(async (id: string, options: LedgerOptions) => {
      finish(await look(id, options, streams));
    });
