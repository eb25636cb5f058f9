// SPDX-License-Identifier: Apache-2.0
import { MAX_PROPOSAL_SECONDS, parseGenesis, policyHash, Refusal, type Policy } from '@meterpki/protocol';
import type { Command } from 'commander';
import { faulty } from '../../../errors';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { readTextFile } from '../../input/texts';
import { ledgerCommand, parseCount, type LedgerOptions } from '../../options';
import { tellWritten } from '../../output/written';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

interface ProposeOptions extends LedgerOptions {
  readonly days?: number;
}

const DAY_SECONDS = 86_400;

const HELP = `
A FILE is a whole policy, in the form of a genesis file: members, quorum, algorithms, imports, possession. It replaces
the policy in force once a majority of the members voted for its hash; the own institute's vote counts at once.
An institute that is to leave the members revokes and reviews its endorsers, and retires its meters, first: nobody can afterwards.

Exit code: 0 proposed, 3 no ledger, 4 refused by the ledger, 5 commit unknown, 64 usage.

Examples:
  meterpki policy propose policy.json --profile admin.json
  meterpki policy propose policy.json --days 14
  meterpki policy vote ID --hash HASH --approve --profile other-admin.json`;

async function readPolicy(file: string): Promise<Policy> {
  const text = await readTextFile(file);
  try {
    return parseGenesis(text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const faults = error.faults.map((fault) => ({
      path: `${file}: ${fault.path.replace(/^genesis\.?/, '')}`,
      text: fault.text,
    }));
    throw faulty('INPUT_INVALID', faults);
  }
}

async function propose(file: string, options: ProposeOptions, streams: Streams): Promise<ExitCode> {
  const { days, profile, json } = options;
  const { members, quorum, algorithms, imports, possession } = await readPolicy(file);
  const lifetime = days === undefined ? {} : { lifetimeSeconds: days * DAY_SECONDS };
  const committed = await withSession(profile, streams, async ({ administrator }) => {
    const { policy } = await administrator.getPolicy();
    return administrator.proposePolicy({
      base: policy.revision,
      policy: {
        members: [...members],
        quorum,
        algorithms: [...algorithms],
        imports,
        possession: [...possession],
      },
      ...lifetime,
    });
  });
  const { result } = committed;
  const { proposalId, hash, state, revision, expires } = result;
  const expected = policyHash({
    schema: 1,
    revision,
    members,
    quorum,
    algorithms,
    imports,
    possession,
  });
  const differs = expected === hash ? '' : ' (NOT the hash of the file: do not vote for it)';
  const text = `${state}, policy ${revision}, hash ${hash}${differs}, until ${expires}`;
  tellWritten([{ json: { ...result }, name: proposalId, text }], committed, streams, json);
  if (json !== true && state === 'OPEN')
    streams.note(
      `Next: administrators of other members: meterpki policy vote ${proposalId} --hash ${hash} --approve`,
    );
  return exitCodes.allValid;
}

/** `meterpki policy propose`: another policy. */
export const proposeCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('propose', 'proposal')
    .argument('<FILE>', 'the policy, as a genesis file; - for the standard input')
    .option('--days <N>', 'how long it may be voted on', parseCount(MAX_PROPOSAL_SECONDS / DAY_SECONDS))
    .addHelpText('after', HELP)
    .action(async (file: string, options: ProposeOptions) => {
      finish(await propose(file, options, streams));
    });
