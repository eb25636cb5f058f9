// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import type { ExitCode } from '../../exit-codes';
import { ledgerCommand, parseDigest, parseInstant, parseMeterIds } from '../../options';
import { revokeKeys, type RevocationOptions } from '../../revocation';
import type { Streams } from '../../streams';

const HELP = `
Receipts that claim a time at or after --from are indeterminate until the hold is lifted: meterpki key reinstate.

Exit code: 0 on hold, 3 no ledger, 4 refused by the ledger, 5 commit unknown, 64 usage.

Examples:
  meterpki key hold ptb:4711 --profile endorser1.json
  meterpki key hold ptb:4711 ptb:4712 --from 2026-03-01T12:00:00Z`;

/** `meterpki key hold`: keys that are doubted for the time being. */
export const holdCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('hold', 'key')
    .argument('<ID...>', 'meters whose key is put on hold', parseMeterIds)
    .option('--from <TIME>', 'invalidity date (UTC); now unless given', parseInstant)
    .option('--key-fingerprint <HEX>', 'the key, where the meter has several', parseDigest)
    .addHelpText('after', HELP)
    .action(async (meterIds: string[], options: RevocationOptions) => {
      finish(await revokeKeys(meterIds, 'certificateHold', options, streams));
    });
