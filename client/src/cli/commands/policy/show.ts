// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { ledgerCommand, type LedgerOptions } from '../../options';
import { policyLines } from '../../output/policy-text';
import { headline, labelled } from '../../output/style';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

const HELP = `
Exit code: 0, 3 no ledger, 4 refused by the ledger, 64 usage.

Examples:
  meterpki policy show --profile society.json
  meterpki policy show --json`;

async function show({ profile, json }: LedgerOptions, streams: Streams): Promise<ExitCode> {
  const { policy, hash } = await withSession(profile, streams, ({ administrator }) =>
    administrator.getPolicy(),
  );
  if (json === true) streams.result(JSON.stringify({ policy, hash }));
  else streams.result(headline(`policy ${policy.revision}`), labelled('hash', hash), ...policyLines(policy));
  return exitCodes.allValid;
}

/** `meterpki policy show`: the policy in force. */
export const showCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('show', 'policy')
    .addHelpText('after', HELP)
    .action(async (options: LedgerOptions) => {
      finish(await show(options, streams));
    });
