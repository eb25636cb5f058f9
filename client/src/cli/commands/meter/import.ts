// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { batchesOf, submitBatches } from '../../batches';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { ENTRIES_HELP, readEntries } from '../../input/entries';
import { itemsFrom } from '../../input/items';
import { importedMeter } from '../../input/meters';
import { ledgerCommand, type LedgerOptions } from '../../options';
import { tellWritten } from '../../output/written';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

interface ImportOptions extends LedgerOptions {
  readonly source: string;
}

const HELP = `
${ENTRIES_HELP}
Members, or columns: meterId, manufacturer, model, typeApproval, key (in any form), algorithm (where the key's curve has
two); aliases as a list, or columns MS, GS, GS+MS, CT+CI, EVSE-ID. Up to 500 meters make one import.
Keys of an import count when administrators of a majority of the members approved its hash.

Exit code: 0 proposed, 3 no ledger, 4 refused by the ledger, 5 commit unknown, 64 usage.

Examples:
  meterpki meter import keys.csv --source "register of charge points, 2026-03" --profile admin.json
  meterpki meter approve-import ID --hash HASH --profile other-admin.json`;

async function run(
  files: readonly string[],
  { source, profile, json }: ImportOptions,
  streams: Streams,
): Promise<ExitCode> {
  const items = itemsFrom(await readEntries(files), importedMeter);
  await withSession(profile, streams, ({ administrator }) =>
    submitBatches(
      batchesOf(new Map([[source, items]])),
      {
        submit: (meters) => administrator.importMeters({ source, meters: [...meters] }),
        tell: (committed, { length }) => {
          const { importId, hash, state } = committed.result;
          const written = {
            json: { ...committed.result },
            name: importId,
            text: `${state}, ${length} meters`,
          };
          tellWritten([written], committed, streams, json);
          if (json !== true && state === 'PENDING')
            streams.note(
              `Next: administrators of other members: meterpki meter approve-import ${importId} --hash ${hash}`,
            );
        },
      },
      streams,
    ),
  );
  return exitCodes.allValid;
}

/** `meterpki meter import`: keys that an older register vouches for. */
export const importCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('import', 'import')
    .argument('<FILE...>', 'meters with their keys, or - for the standard input')
    .requiredOption('--source <TEXT>', 'the register that they come from, in words')
    .addHelpText('after', HELP)
    .action(async (files: string[], options: ImportOptions) => {
      finish(await run(files, options, streams));
    });
