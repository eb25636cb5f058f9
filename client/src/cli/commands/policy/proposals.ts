// SPDX-License-Identifier: Apache-2.0
import type { ListedProposal } from '@meterpki/protocol';
import type { Command } from 'commander';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { listPages, noteListing } from '../../listing';
import { ledgerCommand, limitOption, type LedgerOptions } from '../../options';
import { policyLines } from '../../output/policy-text';
import { printable } from '../../output/printable';
import { headline, labelled } from '../../output/style';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

interface ProposalsOptions extends LedgerOptions {
  readonly limit: number;
}

const HELP = `
Exit code: 0, also where there are none; 3 no ledger, 4 refused by the ledger, 64 usage.

Examples:
  meterpki policy proposals --profile admin.json
  meterpki policy proposals --json`;

const lines = ({ proposal, standing }: ListedProposal): string[] => [
  `${headline(printable(proposal.proposalId))}  ${standing}`,
  labelled('hash', printable(proposal.hash)),
  labelled('changes', `policy ${proposal.base} into ${proposal.policy.revision}`),
  labelled('proposed', printable(`${proposal.proposed} by ${proposal.mspId}, until ${proposal.expires}`)),
  ...proposal.votes.map(({ mspId, approve, time }) =>
    labelled('vote', printable(`${mspId} ${approve ? 'approves' : 'rejects'}, ${time}`)),
  ),
  ...policyLines(proposal.policy),
];

async function proposals({ limit, profile, json }: ProposalsOptions, streams: Streams): Promise<ExitCode> {
  const listing = await withSession(profile, streams, ({ administrator }) =>
    listPages(
      async (page) => {
        const { proposals: records, next } = await administrator.listProposals(page);
        return { records, next };
      },
      (records) => {
        for (const listed of records) {
          if (json === true) streams.result(JSON.stringify(listed));
          else streams.result(...lines(listed), '');
        }
      },
      limit,
      streams,
    ),
  );
  noteListing(listing, 'proposals', streams);
  return exitCodes.allValid;
}

/** `meterpki policy proposals`: what members proposed. */
export const proposalsCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('proposals', 'proposal')
    .addOption(limitOption('proposals'))
    .addHelpText('after', HELP)
    .action(async (options: ProposalsOptions) => {
      finish(await proposals(options, streams));
    });
