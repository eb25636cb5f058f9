// SPDX-License-Identifier: Apache-2.0
import { Command, CommanderError } from 'commander';

import { DevledgerError, messageOf } from '../errors.js';

/** Exit codes: a refusal with a code of this package, a fault of the command line (sysexits: EX_USAGE). */
const EXIT_REFUSED = 1;
const EXIT_USAGE = 64;

/**
 * Runs the command `meterpki-devledger`. Sets the exit code and never throws.
 *
 * @param argv - as `process.argv`
 */
export function main(argv: readonly string[]): void {
  program()
    .parseAsync([...argv])
    .catch((error: unknown) => {
      if (error instanceof CommanderError) {
        process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
        return;
      }
      const code = error instanceof DevledgerError ? error.code : 'UNEXPECTED';
      process.stderr.write(`${code}: ${messageOf(error)}\n`);
      process.exitCode = EXIT_REFUSED;
    });
}

function program(): Command {
  const command = new Command('meterpki-devledger')
    .description('Embedded ledger: one process that speaks the wire protocols of Fabric, without consensus')
    .exitOverride();
  command
    .command('start')
    .description('start a ledger on a data directory')
    .requiredOption('--dir <directory>', 'data directory; made when it is not there')
    .requiredOption('--deployment <file>', 'deployment file of the chaincode')
    .option('--name <name>', 'name of a new ledger')
    .option('--channel <channel>', 'channel of a new ledger')
    .option('--port <organisation=port...>', 'gateway ports of a new ledger; free ones where not given')
    .option('--demo', 'mark a new ledger as one that may be thrown away')
    .option('--detach', 'start in the background and return when it answers')
    .action(async (flags: StartFlags) => {
      const { detach, runInForeground } = await import('./start.js');
      await (flags.detach === true ? detach(flags) : runInForeground(flags));
    });
  command
    .command('stop')
    .description('stop the ledger of a data directory')
    .requiredOption('--dir <directory>', 'data directory')
    .action(async (flags: DirectoryFlags) => {
      const { stop } = await import('./stop.js');
      await stop(flags.dir);
    });
  command
    .command('status')
    .description('say whether a ledger runs on a data directory')
    .requiredOption('--dir <directory>', 'data directory')
    .option('--json', 'as JSON')
    .action(async (flags: DirectoryFlags & { readonly json?: boolean }) => {
      const { status } = await import('./status.js');
      status(flags.dir, flags.json === true);
    });
  return command;
}

/** Flags of every command. */
export interface DirectoryFlags {
  readonly dir: string;
}

/** Flags of `start`. */
export interface StartFlags extends DirectoryFlags {
  readonly deployment: string;
  readonly name?: string;
  readonly channel?: string;
  readonly demo?: boolean;
  readonly port?: readonly string[];
  readonly detach?: boolean;
}
