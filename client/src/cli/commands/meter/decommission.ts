// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { batchesOf, submitBatches } from '../../batches';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { ledgerCommand, parseMeterIds, type LedgerOptions } from '../../options';
import { tellWritten } from '../../output/written';
import { withSession } from '../../session';
import type { Streams } from '../../streams';
import { UsageError } from '../../usage-error';

interface DecommissionOptions extends LedgerOptions {
  readonly yes?: true;
}

const HELP = `
This cannot be taken back. Receipts that claim an earlier time stay as good as they were.

Exit code: 0 retired, 3 no ledger, 4 refused by the ledger: none is retired, 5 commit unknown, 64 usage.

Examples:
  meterpki meter decommission ptb:4711 --yes --profile endorser1.json`;

async function run(
  meterIds: readonly string[],
  { yes, profile, json }: DecommissionOptions,
  streams: Streams,
): Promise<ExitCode> {
  if (yes !== true) throw new UsageError(`this retires ${meterIds.join(', ')} for ever: say so with --yes`);
  const items = meterIds.map((value) => ({ place: value, value }));
  await withSession(profile, streams, ({ permittedEndorser }) =>
    submitBatches(
      batchesOf(new Map([['', items]])),
      {
        submit: (values) => permittedEndorser.decommissionMeters(values),
        tell: (committed) => {
          const { time } = committed.result;
          const retired = committed.result.meterIds.map((meterId) => ({
            json: { meterId, status: 'DECOMMISSIONED', time },
            name: meterId,
            text: `DECOMMISSIONED at ${time}`,
          }));
          tellWritten(retired, committed, streams, json);
        },
      },
      streams,
    ),
  );
  return exitCodes.allValid;
}

/** `meterpki meter decommission`: meters that are retired. */
export const decommissionCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('decommission', 'meter')
    .argument('<ID...>', 'meter IDs', parseMeterIds)
    .option('--yes', 'yes, for ever')
    .addHelpText('after', HELP)
    .action(async (meterIds: string[], options: DecommissionOptions) => {
      finish(await run(meterIds, options, streams));
    });
