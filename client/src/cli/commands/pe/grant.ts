// SPDX-License-Identifier: Apache-2.0
import { governanceArguments } from '@meterpki/protocol';
import type { Command } from 'commander';
import type { EndorserGrant } from '../../../faces/administrator';
import { identityOf } from '../../../identity/certificate-identity';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { checkedItem, itemsFrom } from '../../input/items';
import { readTextFile } from '../../input/texts';
import { ledgerCommand, parseInstant, type LedgerOptions } from '../../options';
import { tellWritten } from '../../output/written';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

interface GrantOptions extends LedgerOptions {
  readonly name: string;
  readonly accreditation: string;
  readonly until: string;
}

const HELP = `
The ledger knows an endorser by the names in its certificate: one that is renewed with the same names stays permitted.

Exit code: 0 granted, 3 no ledger, 4 refused by the ledger, 5 commit unknown, 64 usage.

Examples:
  meterpki pe grant endorser.pem --name "Verification body 1" --accreditation "D-IS-12345" --until 2028-01-01 \\
    --profile admin.json`;

/** The grant, once its texts have the shape that the ledger takes. */
function checkedGrant(grant: EndorserGrant, file: string): EndorserGrant {
  const { certificate, ...rest } = grant;
  const argument = { endorsers: [{ identity: identityOf(certificate), ...rest }] };
  itemsFrom([{ place: file, members: {} }], ({ place }) =>
    checkedItem(
      place,
      governanceArguments.GrantPermittedEndorsers,
      argument,
      ({ endorsers }) => endorsers[0],
    ),
  );
  return grant;
}

async function run(file: string, options: GrantOptions, streams: Streams): Promise<ExitCode> {
  const { name, accreditation, until: validUntil, profile, json } = options;
  const certificate = await readTextFile(file);
  const grant = checkedGrant({ certificate, name, accreditation, validUntil }, file);
  const committed = await withSession(profile, streams, ({ administrator }) =>
    administrator.grantPermittedEndorsers([grant]),
  );
  const written = committed.result.granted.map((identity) => ({
    json: { identity, name, validUntil },
    name,
    text: `granted until ${validUntil}: ${identity}`,
  }));
  tellWritten(written, committed, streams, json);
  return exitCodes.allValid;
}

/** `meterpki pe grant`: who may register and attest from now on. */
export const grantCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('grant', 'endorser')
    .argument('<CERTIFICATE>', "the endorser's certificate, a PEM file")
    .requiredOption('--name <TEXT>', 'name of the body')
    .requiredOption('--accreditation <TEXT>', 'number or name of its accreditation')
    .requiredOption('--until <TIME>', 'until when the grant holds (UTC)', parseInstant)
    .addHelpText('after', HELP)
    .action(async (file: string, options: GrantOptions) => {
      finish(await run(file, options, streams));
    });
