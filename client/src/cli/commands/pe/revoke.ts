// SPDX-License-Identifier: Apache-2.0
import { governanceArguments } from '@meterpki/protocol';
import type { Command } from 'commander';
import { identityOf } from '../../../identity/certificate-identity';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { checkedItem, itemsFrom } from '../../input/items';
import { readTextFile } from '../../input/texts';
import { ledgerCommand, parseInstant, type LedgerOptions } from '../../options';
import { tellWritten } from '../../output/written';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

interface RevokeOptions extends LedgerOptions {
  readonly reason: string;
  readonly underReviewSince?: string;
}

const HELP = `
The endorser is named by its certificate or by its identity, as meterpki pe list shows it. What it attested before stays
as it is, unless --under-review-since says from when on it does not count until others attest it.

Exit code: 0 revoked, 3 no ledger, 4 refused by the ledger, 5 commit unknown, 64 usage.

Examples:
  meterpki pe revoke endorser.pem --reason "accreditation ended" --profile admin.json
  meterpki pe revoke IDENTITY --reason "wrong attestations" --under-review-since 2026-03-01`;

const IDENTITY = /^[0-9a-f]{64}-[0-9a-f]{64}$/;

const identityFrom = async (given: string): Promise<string> =>
  IDENTITY.test(given) ? given : identityOf(await readTextFile(given));

async function run(endorser: string, options: RevokeOptions, streams: Streams): Promise<ExitCode> {
  const { reason, underReviewSince, profile, json } = options;
  const identity = await identityFrom(endorser);
  const review = underReviewSince === undefined ? {} : { underReviewSince };
  const argument = { revocations: [{ identity, reason, ...review }] };
  const items = itemsFrom([{ place: 'the revocation:', members: {} }], ({ place }) =>
    checkedItem(
      place,
      governanceArguments.RevokePermittedEndorsers,
      argument,
      ({ revocations }) => revocations[0],
    ),
  );
  const committed = await withSession(profile, streams, ({ administrator }) =>
    administrator.revokePermittedEndorsers(items.map(({ value }) => value)),
  );
  const written = committed.result.revoked.map((revoked) => ({
    json: { identity: revoked, reason, ...review },
    name: revoked,
    text: `revoked: ${reason}`,
  }));
  tellWritten(written, committed, streams, json);
  return exitCodes.allValid;
}

/** `meterpki pe revoke`: who may register and attest no more. */
export const revokeCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('revoke', 'endorser')
    .argument('<ENDORSER>', 'certificate of the endorser (a PEM file), or its identity')
    .requiredOption('--reason <TEXT>', 'why, in words')
    .option(
      '--under-review-since <TIME>',
      'from when on what it attested does not count until others attest it (UTC)',
      parseInstant,
    )
    .addHelpText('after', HELP)
    .action(async (endorser: string, options: RevokeOptions) => {
      finish(await run(endorser, options, streams));
    });
