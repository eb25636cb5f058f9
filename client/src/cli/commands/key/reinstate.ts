// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { batchesOf, submitBatches } from '../../batches';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { chosenKeys } from '../../key-choice';
import { ledgerCommand, parseDigest, parseMeterIds, type LedgerOptions } from '../../options';
import { standingWritten } from '../../output/standing';
import { tellWritten } from '../../output/written';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

interface ReinstateOptions extends LedgerOptions {
  readonly keyFingerprint?: string;
}

const HELP = `
Only a hold can be lifted; any other revocation is for ever.

Exit code: 0 lifted, 3 no ledger, 4 refused by the ledger, 5 commit unknown, 64 usage.

Examples:
  meterpki key reinstate ptb:4711 --profile endorser1.json`;

async function run(
  meterIds: readonly string[],
  { keyFingerprint, profile, json }: ReinstateOptions,
  streams: Streams,
): Promise<ExitCode> {
  await withSession(profile, streams, async (session) => {
    const keys = await chosenKeys(session, meterIds, keyFingerprint, ['ON_HOLD']);
    const items = keys.map((value) => ({ place: value.meterId, value }));
    await submitBatches(
      batchesOf(new Map([['', items]])),
      {
        submit: (values) => session.permittedEndorser.reinstateKeys([...values]),
        tell: (committed) => {
          tellWritten(committed.result.meters.map(standingWritten), committed, streams, json);
        },
      },
      streams,
    );
  });
  return exitCodes.allValid;
}

/** `meterpki key reinstate`: keys whose hold is lifted. */
export const reinstateCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('reinstate', 'key')
    .argument('<ID...>', 'meters whose hold is lifted', parseMeterIds)
    .option('--key-fingerprint <HEX>', 'the key, where several are on hold', parseDigest)
    .addHelpText('after', HELP)
    .action(async (meterIds: string[], options: ReinstateOptions) => {
      finish(await run(meterIds, options, streams));
    });
