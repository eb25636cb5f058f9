// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { ProgramBuilder } from './build-program';
import { auditCommands } from './commands/audit/index';
import { bundleCommands } from './commands/bundle/index';
import { challengeCommands } from './commands/challenge/index';
import { keyCommands } from './commands/key/index';
import { meterCommands } from './commands/meter/index';
import { peCommands } from './commands/pe/index';
import { policyCommands } from './commands/policy/index';
import { profileCommands } from './commands/profile/index';
import type { Build, CommandRow, GroupRow } from './commands/rows';
import type { Streams } from './streams';

/** Every command, in the order of the help. */
export const commands: readonly (CommandRow | GroupRow)[] = [
  {
    name: 'verify',
    summary: 'judge receipts',
    description: 'Judges receipts against the register on a ledger, or against one key.',
    load: async () => (await import('./commands/verify.js')).verifyCommand,
  },
  {
    name: 'inspect',
    summary: 'what is in receipts',
    description: 'Shows in words what is in receipts, without key or ledger. Nothing is verified.',
    load: async () => (await import('./commands/inspect.js')).inspectCommand,
  },
  {
    name: 'export',
    summary: 'receipts in a form for other tools',
    description: 'Writes receipts in a form that other tools read. Nothing is verified.',
    load: async () => (await import('./commands/export.js')).exportCommand,
  },
  meterCommands,
  keyCommands,
  challengeCommands,
  peCommands,
  policyCommands,
  bundleCommands,
  auditCommands,
  profileCommands,
  {
    name: 'completion',
    summary: 'completion for a shell',
    description: 'Prints a script that lets a shell complete commands and options.',
    load: async () => (await import('./commands/completion.js')).completionCommand,
  },
];

const HELP = `
Examples:
  meterpki verify receipt.ocmf --profile society.json     ask the register
  meterpki verify receipt.ocmf --key meter-key.pem        check against a key, without a ledger
  meterpki inspect receipt.ocmf                           what it says, without key or ledger
  meterpki meter show ptb:0042                            a meter, its keys, and who attested them
  meterpki audit checks --meter ptb:0042                  recorded checks`;

/**
 * The command line. Only commands that `words` mention are loaded; the others are there for the help.
 * @param finish - is told the exit code of the command that ran
 */
export const buildProgram = (
  words: readonly string[],
  streams: Streams,
  finish: Parameters<Build>[1],
): Promise<Command> =>
  new ProgramBuilder(streams, finish, (name) => words.includes(name)).program(commands, HELP);

/** The command line with all commands loaded, for what describes it as a whole. */
export const wholeProgram = (streams: Streams): Promise<Command> =>
  new ProgramBuilder(
    streams,
    () => undefined,
    () => true,
  ).program(commands, HELP);
