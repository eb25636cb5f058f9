// SPDX-License-Identifier: Apache-2.0
import type { ListedEndorser } from '@meterpki/protocol';
import type { Command } from 'commander';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { listPages, noteListing } from '../../listing';
import { ledgerCommand, limitOption, parseMspId, type LedgerOptions } from '../../options';
import { printable } from '../../output/printable';
import { headline, labelled } from '../../output/style';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

interface ListOptions extends LedgerOptions {
  readonly msp?: string;
  readonly limit: number;
}

const HELP = `
Exit code: 0, also where there are none; 3 no ledger, 4 refused by the ledger, 64 usage.

Examples:
  meterpki pe list --profile society.json
  meterpki pe list --msp PTBMSP --json`;

function lines({ endorser, review, granted }: ListedEndorser): string[] {
  const { name, mspId, identity, accreditation, validUntil, revoked } = endorser;
  return [
    `${headline(printable(name))}  ${granted ? 'GRANTED' : 'NOT GRANTED'}`,
    labelled('institute', printable(mspId)),
    labelled('identity', printable(identity)),
    labelled('accreditation', printable(accreditation)),
    labelled('valid', printable(`${endorser.granted} until ${validUntil}`)),
    ...(revoked === undefined ? [] : [labelled('revoked', printable(`${revoked.time}: ${revoked.reason}`))]),
    ...(review === undefined
      ? []
      : [labelled('under review', printable(`what it attested since ${review.since}`))]),
  ];
}

async function list({ msp, limit, profile, json }: ListOptions, streams: Streams): Promise<ExitCode> {
  const query = msp === undefined ? {} : { mspId: msp };
  const listing = await withSession(profile, streams, ({ administrator }) =>
    listPages(
      async (page) => {
        const { endorsers, next } = await administrator.listPermittedEndorsers({ ...query, ...page });
        return { records: endorsers, next };
      },
      (endorsers) => {
        for (const endorser of endorsers) {
          if (json === true) streams.result(JSON.stringify(endorser));
          else streams.result(...lines(endorser), '');
        }
      },
      limit,
      streams,
    ),
  );
  noteListing(listing, 'permitted endorsers', streams);
  return exitCodes.allValid;
}

/** `meterpki pe list`: who may register and attest. */
export const listCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('list', 'endorser')
    .option('--msp <ID>', 'only those of this institute', parseMspId)
    .addOption(limitOption('endorsers'))
    .addHelpText('after', HELP)
    .action(async (options: ListOptions) => {
      finish(await list(options, streams));
    });
