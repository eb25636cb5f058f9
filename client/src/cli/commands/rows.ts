// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import type { ExitCode } from '../exit-codes';
import type { Streams } from '../streams';

/**
 * Makes a command: its arguments, options, examples and handler.
 * @param finish - is told the exit code of the command when it ran
 */
export type Build = (streams: Streams, finish: (code: ExitCode) => void) => Command;

/** What help says of a command, in a line and in full. */
interface Described {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
}

/** A command, and where its code is, loaded only when it is called. */
export interface CommandRow extends Described {
  readonly load: () => Promise<Build>;
}

/** Commands under one noun. */
export interface GroupRow extends Described {
  readonly commands: readonly CommandRow[];
}
