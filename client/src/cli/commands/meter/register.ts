// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { journalOption, PROOF_FILES_HELP, runWithProofs, type ProofOptions } from '../../answered-challenge';
import type { ExitCode } from '../../exit-codes';
import { registration } from '../../input/meters';
import { ledgerCommand } from '../../options';
import type { Streams } from '../../streams';

const HELP = `${PROOF_FILES_HELP}
Members, or columns: meterId, manufacturer, model, typeApproval, key (in any form), algorithm (where the key's curve has
two), proof (base64) or possessionRecord (OCMF), challengeId; aliases as a list, or columns MS, GS, GS+MS, CT+CI, EVSE-ID.

Exit code: 0 all are registered, 3 no ledger, 4 refused by the ledger: nothing is half-registered, 5 commit unknown,
64 usage.

Examples:
  meterpki challenge open --out challenge.json --profile endorser1.json
  meterpki-sim prove meter.json --challenge challenge.json --purpose register --meter ptb:4711 > answer.json
  meterpki meter register answer.json --profile endorser1.json
  meterpki meter register meters.csv --challenge challenge.json --journal meters.journal`;

/** `meterpki meter register`: meters with their keys and possession proofs. */
export const registerCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('register', 'meter')
    .argument('<FILE...>', 'meters with their possession proofs, or - for the standard input')
    .option('--challenge <FILE>', 'the challenge that was answered, where the entries do not name it')
    .addOption(journalOption())
    .addHelpText('after', HELP)
    .action(async (files: string[], options: ProofOptions) => {
      finish(
        await runWithProofs(files, options, streams, registration, (session, challengeId, meters, control) =>
          session.permittedEndorser.registerMeters({ challengeId, meters: [...meters] }, control),
        ),
      );
    });
