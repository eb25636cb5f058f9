// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { journalOption, PROOF_FILES_HELP, runWithProofs, type ProofOptions } from '../../answered-challenge';
import type { ExitCode } from '../../exit-codes';
import { keyUpdate } from '../../input/meters';
import { ledgerCommand } from '../../options';
import type { Streams } from '../../streams';

const HELP = `${PROOF_FILES_HELP}
Members, or columns: meterId, key (the new one, in any form), algorithm (where its curve has two), proof (base64, by the
new key), previousProof (by the key in use), challengeId. Without previousProof the new key waits for attestations.

Exit code: 0 all are updated, 3 no ledger, 4 refused by the ledger: none is updated, 5 commit unknown, 64 usage.

Examples:
  meterpki challenge open --out challenge.json --profile endorser1.json
  meterpki-sim prove new.json --challenge challenge.json --purpose update --meter ptb:4711 --sequence 1 \\
    --old meter.json > answer.json
  meterpki meter update-key answer.json --profile endorser1.json`;

/** `meterpki meter update-key`: new keys. */
export const updateKeyCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('update-key', 'meter')
    .argument('<FILE...>', 'new keys with their possession proofs, or - for the standard input')
    .option('--challenge <FILE>', 'the challenge that was answered, where the entries do not name it')
    .addOption(journalOption())
    .addHelpText('after', HELP)
    .action(async (files: string[], options: ProofOptions) => {
      finish(
        await runWithProofs(files, options, streams, keyUpdate, (session, challengeId, updates, control) =>
          session.permittedEndorser.updateKeys({ challengeId, updates: [...updates] }, control),
        ),
      );
    });
