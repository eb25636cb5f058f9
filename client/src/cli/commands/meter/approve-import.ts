// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { exitCodes, type ExitCode } from '../../exit-codes';
import { ledgerCommand, parseDigest, type LedgerOptions } from '../../options';
import { tellWritten } from '../../output/written';
import { withSession } from '../../session';
import type { Streams } from '../../streams';

interface ApproveOptions extends LedgerOptions {
  readonly hash: string;
}

const HELP = `
The hash is what is approved: SHA-256 over the canonical JSON of source and meters. Compare it with the importer's.

Exit code: 0 approved, 3 no ledger, 4 refused by the ledger, 5 commit unknown, 64 usage.

Examples:
  meterpki meter approve-import ID --hash HASH --profile admin.json`;

async function run(
  importId: string,
  { hash, profile, json }: ApproveOptions,
  streams: Streams,
): Promise<ExitCode> {
  const committed = await withSession(profile, streams, ({ administrator }) =>
    administrator.approveImport({ importId, hash }),
  );
  const { state } = committed.result;
  tellWritten([{ json: { ...committed.result }, name: importId, text: state }], committed, streams, json);
  return exitCodes.allValid;
}

/** `meterpki meter approve-import`: the word of an institute on an import. */
export const approveImportCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  ledgerCommand('approve-import', 'import')
    .argument('<ID>', 'ID of the import', parseDigest)
    .requiredOption('--hash <HEX>', 'hash of the import, 64 hex digits', parseDigest)
    .addHelpText('after', HELP)
    .action(async (importId: string, options: ApproveOptions) => {
      finish(await run(importId, options, streams));
    });
