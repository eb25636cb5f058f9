// SPDX-License-Identifier: Apache-2.0
import { meterStatuses, type MeterRecord } from '@meterpki/protocol';
import { Option, type Command } from 'commander';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { listPages, noteListing } from '../../listing';
import { ledgerCommand, limitOption, parseMspId, type LedgerOptions } from '../../options';
import { printable } from '../../output/printable';
import { plainTable } from '../../output/table';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

interface FindOptions extends LedgerOptions {
  readonly msp: string;
  readonly status?: MeterRecord['status'];
  readonly manufacturer?: string;
  readonly limit: number;
}

const HELP = `
One peer answers; nothing is written.

Exit code: 0, also where there are none; 3 no ledger, 4 refused by the ledger, 64 usage.

Examples:
  meterpki meter find --msp PTBMSP --profile society.json
  meterpki meter find --msp PTBMSP --status PENDING
  meterpki meter find --msp PTBMSP --manufacturer "Example Meters" --json`;

function row({ meterId, status, manufacturer, model, keys, registered }: MeterRecord): string[] {
  return [
    printable(meterId),
    status,
    printable(manufacturer),
    printable(model),
    String(keys.length),
    printable(registered),
  ];
}

async function find(options: FindOptions, streams: Streams): Promise<ExitCode> {
  const { msp: mspId, status, manufacturer, limit, json } = options;
  const query = {
    mspId,
    ...(status === undefined ? {} : { status }),
    ...(manufacturer === undefined ? {} : { manufacturer }),
  };
  const rows: string[][] = [];
  const listing = await withSession(options.profile, streams, ({ society }) =>
    listPages(
      async (page) => {
        const { meters, next } = await society.findMeters({ ...query, ...page });
        return { records: meters, next };
      },
      (meters) => {
        if (json === true) streams.result(...meters.map((meter) => JSON.stringify(meter)));
        else rows.push(...meters.map(row));
      },
      limit,
      streams,
    ),
  );
  if (rows.length > 0)
    streams.result(plainTable(['meter', 'status', 'manufacturer', 'model', 'keys', 'registered'], rows));
  noteListing(listing, 'meters', streams);
  return exitCodes.allValid;
}

/** `meterpki meter find`: meters of an institute. */
export const findCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('find', 'meter')
    .requiredOption('--msp <ID>', 'MSP ID of the institute, such as PTBMSP', parseMspId)
    .addOption(new Option('--status <STATUS>', 'only meters of this status').choices(meterStatuses))
    .option('--manufacturer <TEXT>', 'only meters of this manufacturer, exactly as registered')
    .addOption(limitOption('meters'))
    .addHelpText('after', HELP)
    .action(async (options: FindOptions) => {
      finish(await find(options, streams));
    });
