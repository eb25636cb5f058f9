// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import type { ExitCode } from './exit-codes';
import { printable } from './output/printable';
import type { Streams } from './streams';

type Build = (streams: Streams, finish: (code: ExitCode) => void) => Command;

/** A command: what it does, in a line and in full, and where its code is, loaded only when it is called. */
interface CommandRow {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly load: () => Promise<Build>;
}

const commands: readonly CommandRow[] = [
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
    name: 'meter',
    summary: 'what the register knows of a meter',
    description: 'What the register knows of a meter.',
    load: async () => (await import('./commands/meter.js')).meterCommand,
  },
  {
    name: 'checks',
    summary: 'checks that were recorded',
    description: 'Checks that were recorded on the ledger.',
    load: async () => (await import('./commands/checks.js')).checksCommand,
  },
];

const HELP = `
Examples:
  meterpki verify receipt.ocmf --profile society.json     ask the register
  meterpki verify receipt.ocmf --key meter-key.pem        check against a key, without a ledger
  meterpki inspect receipt.ocmf                           what it says, without key or ledger
  meterpki meter show ptb:0042                            show a meter and its keys
  meterpki checks list --meter ptb:0042                   list recorded checks`;

function version(): string {
  const manifest = readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Errors of the command line in the form of all others. */
function onCommand(command: Command, streams: Streams): void {
  command.exitOverride().configureOutput({
    writeErr: (text) => {
      streams.note(text.trimEnd());
    },
    outputError: (text) => {
      const message = printable(text.replace(/^error: /, '').trim(), 2000);
      streams.note(`meterpki: USAGE: ${message}. See meterpki --help.`);
    },
  });
  for (const sub of command.commands) onCommand(sub, streams);
}

/**
 * The command line. Only commands that `words` mention are loaded; the others are there for the help.
 * @param finish - is told the exit code of the command that ran
 */
export async function buildProgram(
  words: readonly string[],
  streams: Streams,
  finish: (code: ExitCode) => void,
): Promise<Command> {
  const program = new Command('meterpki')
    .description(
      'Checks signed receipts of measuring instruments against a register kept by several institutes.',
    )
    .version(version())
    .addHelpText('after', HELP);
  for (const { name, summary, description, load } of commands) {
    const command = words.includes(name) ? (await load())(streams, finish) : new Command(name);
    program.addCommand(command.summary(summary).description(description));
  }
  onCommand(program, streams);
  return program;
}
