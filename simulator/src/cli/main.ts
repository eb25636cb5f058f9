// SPDX-License-Identifier: Apache-2.0
import { Command, CommanderError } from 'commander';
import { SimulatorError, type SimulatorErrorCode } from '../errors';
import { modesCommand } from './commands/modes';
import { newCommand } from './commands/new';
import { proveCommand } from './commands/prove';
import { publicCommand } from './commands/public';
import { signCommand } from './commands/sign';
import { tamperCommand } from './commands/tamper';
import { processStreams, type Streams } from './streams';

const USAGE = 64;
const FAILED = 1;

/** Failures that other words on the command line would have avoided. */
const usageErrors: ReadonlySet<SimulatorErrorCode> = new Set([
  'FIELD_INVALID',
  'MODE_UNKNOWN',
  'SECOND_RECEIPT_NEEDED',
]);

const commands = [newCommand, publicCommand, proveCommand, signCommand, tamperCommand, modesCommand];

function program(streams: Streams): Command {
  const root = new Command('meterpki-sim').description('a meter in software, with tampering').exitOverride();
  const trimmed = (write: (text: string) => void) => (text: string) => {
    write(text.replace(/\n$/, ''));
  };
  root.configureOutput({ writeOut: trimmed(streams.out), writeErr: trimmed(streams.err) });
  root.showHelpAfterError('(meterpki-sim help COMMAND lists what a command takes)');
  for (const command of commands) root.addCommand(command(streams).copyInheritedSettings(root));
  return root;
}

function exitCodeOf(error: unknown, { err }: Streams): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  if (error instanceof SimulatorError) {
    err(error.message);
    return usageErrors.has(error.code) ? USAGE : FAILED;
  }
  err(
    `a defect of the simulator: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return FAILED;
}

/**
 * Runs the command line.
 * @param words - the arguments behind the program's name
 * @returns the exit code: 0 done, 1 failed, 64 wrong usage
 */
export async function run(words: readonly string[], streams: Streams): Promise<number> {
  try {
    await program(streams).parseAsync([...words], { from: 'user' });
    return 0;
  } catch (error) {
    return exitCodeOf(error, streams);
  }
}

/** Entry of the program: runs the command line of this process and sets its exit code. */
export function main(words: readonly string[]): void {
  void run(words, processStreams).then((code) => {
    process.exitCode = code;
  });
}
