// SPDX-License-Identifier: Apache-2.0
import { CommanderError } from 'commander';
import { networkProgram } from './program.js';
import { printFailure } from './print-failure.js';

/** Of the command line itself (sysexits: EX_USAGE). */
const EXIT_USAGE = 64;
const EXIT_FAILED = 1;

// Whatever this tool and the programs it starts write is for the owner alone.
process.umask(0o077);

networkProgram()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
      return;
    }
    printFailure(error);
    process.exitCode = EXIT_FAILED;
  });
