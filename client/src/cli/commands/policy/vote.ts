// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { ledgerCommand, parseDigest, type LedgerOptions } from '../../options';
import { tellWritten } from '../../output/written';
import { withSession } from '../../session';
import type { Streams } from '../../streams';
import { UsageError } from '../../usage-error';

interface VoteOptions extends LedgerOptions {
  readonly hash: string;
  readonly approve?: true;
  readonly reject?: true;
}

const HELP = `
The hash is what is voted on: compare it with that of the policy that was agreed on.

Exit code: 0 voted, 3 no ledger, 4 refused by the ledger, 5 commit unknown, 64 usage.

Examples:
  meterpki policy vote ID --hash HASH --approve --profile admin.json
  meterpki policy vote ID --hash HASH --reject`;

async function vote(proposalId: string, options: VoteOptions, streams: Streams): Promise<ExitCode> {
  const { hash, approve, reject, profile, json } = options;
  if ((approve === undefined) === (reject === undefined))
    throw new UsageError('give --approve or --reject, and one of them only');
  const committed = await withSession(profile, streams, ({ administrator }) =>
    administrator.voteOnPolicy({ proposalId, hash, approve: approve === true }),
  );
  const { state, revision } = committed.result;
  const text = `${state}, policy ${revision}`;
  tellWritten([{ json: { ...committed.result }, name: proposalId, text }], committed, streams, json);
  return exitCodes.allValid;
}

/** `meterpki policy vote`: the institute's word on a proposal. */
export const voteCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('vote', 'proposal')
    .argument('<ID>', 'ID of the proposal', parseDigest)
    .requiredOption('--hash <HEX>', 'hash of the proposed policy, 64 hex digits', parseDigest)
    .option('--approve', 'for it')
    .option('--reject', 'against it')
    .addHelpText('after', HELP)
    .action(async (proposalId: string, options: VoteOptions) => {
      finish(await vote(proposalId, options, streams));
    });
