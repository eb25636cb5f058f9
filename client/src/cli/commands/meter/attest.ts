// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { journalOption, PROOF_FILES_HELP, runWithProofs, type ProofOptions } from '../../answered-challenge';
import type { ExitCode } from '../../exit-codes';
import { attestedKey } from '../../input/meters';
import { ledgerCommand } from '../../options';
import type { Streams } from '../../streams';

const HELP = `${PROOF_FILES_HELP}
Members, or columns: meterId, key (in any form, or its fingerprint), proof (base64) or possessionRecord (OCMF),
challengeId. The challenge is one of the endorser who attests, not that of the registration.

Exit code: 0 all are attested, 3 no ledger, 4 refused by the ledger: none is attested, 5 commit unknown, 64 usage.

Examples:
  meterpki challenge open --out second.json --profile endorser2.json
  meterpki-sim prove meter.json --challenge second.json --purpose attest --meter ptb:4711 > answer.json
  meterpki meter attest answer.json --profile endorser2.json`;

/** `meterpki meter attest`: another endorser's word. */
export const attestCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('attest', 'meter')
    .argument('<FILE...>', 'keys with their possession proofs, or - for the standard input')
    .option('--challenge <FILE>', 'the challenge that was answered, where the entries do not name it')
    .addOption(journalOption())
    .addHelpText('after', HELP)
    .action(async (files: string[], options: ProofOptions) => {
      finish(
        await runWithProofs(
          files,
          options,
          streams,
          attestedKey,
          (session, challengeId, attestations, control) =>
            session.permittedEndorser.attestMeters({ challengeId, attestations: [...attestations] }, control),
        ),
      );
    });
