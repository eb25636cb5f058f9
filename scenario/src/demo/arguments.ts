// SPDX-License-Identifier: Apache-2.0
import { Command, Option } from 'commander';

/** What the demo is asked to do. */
export interface DemoArguments {
  readonly files: readonly string[];
  readonly ledger: 'embedded' | 'network';
  readonly keep: boolean;
}

/** Reads the command line; prints help or a fault and ends the process where that is all there is to do. */
export function readArguments(argv: readonly string[]): DemoArguments {
  const program = new Command('npm run demo --')
    .description("Plays a meter's life on a ledger: manufacturing, initial verification, deployment, use.")
    .argument(
      '[FILE...]',
      'receipts from outside as JSON lines with "ocmf" and "publicKey": only they are checked',
    )
    .addOption(
      new Option('--ledger <which>', 'where to play').choices(['embedded', 'network']).default('embedded'),
    )
    .option('--keep', 'leave the embedded ledger running', false)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 64));
  program.parse([...argv], { from: 'user' });
  const { ledger, keep } = program.opts<Pick<DemoArguments, 'ledger' | 'keep'>>();
  return { files: program.args, ledger, keep };
}
