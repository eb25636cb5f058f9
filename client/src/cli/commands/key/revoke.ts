// SPDX-License-Identifier: Apache-2.0
import { revocationReasons, type RevocationReason } from '@meterpki/protocol';
import { Option, type Command } from 'commander';
import type { ExitCode } from '../../exit-codes';
import { ENTRIES_HELP } from '../../input/entries';
import { ledgerCommand, parseDigest, parseInstant, parseMeterIds } from '../../options';
import { revokeKeys, type RevocationOptions } from '../../revocation';
import type { Streams } from '../../streams';

interface RevokeOptions extends RevocationOptions {
  readonly reason?: RevocationReason;
}

/** A hold is a command of its own. */
const reasons = revocationReasons.filter((reason) => reason !== 'certificateHold');

const HELP = `
Receipts that claim a time at or after --from are invalid from now on. After keyCompromise, one that claims an earlier
time is indeterminate unless a check that was recorded in time shows that it existed. A date more than 30 days back
counts once another member's administrator repeated the revocation.
${ENTRIES_HELP}
Members, or columns: meterId, key (fingerprint), reason, invalidityDate.

Exit code: 0 revoked, 3 no ledger, 4 refused by the ledger: none is revoked, 5 commit unknown, 64 usage.

Examples:
  meterpki key revoke ptb:4711 --reason keyCompromise --profile endorser1.json
  meterpki key revoke ptb:4711 --reason keyCompromise --from 2026-03-01
  meterpki key revoke --file revocations.csv --json`;

/** `meterpki key revoke`: keys that do not count any more. */
export const revokeCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('revoke', 'key')
    .argument('[ID...]', 'meters whose key is revoked', parseMeterIds)
    .addOption(new Option('--reason <REASON>', 'why (RFC 5280 section 5.3.1)').choices(reasons))
    .option('--from <TIME>', 'invalidity date (UTC); now unless given', parseInstant)
    .option('--key-fingerprint <HEX>', 'the key, where the meter has several', parseDigest)
    .option('--file <FILE>', 'revocations of many keys')
    .addHelpText('after', HELP)
    .action(async (meterIds: string[] | undefined, options: RevokeOptions) => {
      finish(await revokeKeys(meterIds ?? [], options.reason, options, streams));
    });
