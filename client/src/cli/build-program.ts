// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import type { Build, CommandRow, GroupRow } from './commands/rows';
import { printable } from './output/printable';
import type { Streams } from './streams';

function version(): string {
  const manifest = readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Errors of the command line in the form of all others, in one line. */
function onCommand(command: Command, streams: Streams): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => {
      streams.result(text.trimEnd());
    },
    writeErr: (text) => {
      streams.note(text.trimEnd());
    },
    outputError: (text) => {
      const message = text
        .replace(/^error: /, '')
        .trim()
        .replaceAll('\n', ' ');
      const stop = /[.?!)]$/.test(message) ? '' : '.';
      streams.note(`meterpki: USAGE: ${printable(message, 2000)}${stop} See meterpki --help.`);
    },
  });
  for (const sub of command.commands) onCommand(sub, streams);
}

/** Makes the commands of a program, loading the code of those that are called. */
export class ProgramBuilder {
  readonly #streams: Streams;
  readonly #finish: Parameters<Build>[1];
  readonly #isCalled: (name: string) => boolean;

  /**
   * @param finish - is told the exit code of the command that ran
   * @param isCalled - false for commands whose code need not be loaded: they are there for the help
   */
  constructor(streams: Streams, finish: Parameters<Build>[1], isCalled: (name: string) => boolean) {
    this.#streams = streams;
    this.#finish = finish;
    this.#isCalled = isCalled;
  }

  /** The program with these commands. */
  async program(rows: readonly (CommandRow | GroupRow)[], examples: string): Promise<Command> {
    const program = new Command('meterpki')
      .description(
        'Checks signed receipts of measuring instruments against a register kept by several institutes.',
      )
      .version(version())
      // Behind a command, --version is its own option or none.
      .enablePositionalOptions()
      .addHelpText('after', examples);
    for (const row of rows) program.addCommand(await this.#command(row));
    onCommand(program, this.#streams);
    return program;
  }

  async #command(row: CommandRow | GroupRow): Promise<Command> {
    const command = 'commands' in row ? await this.#group(row) : await this.#leaf(row);
    return command.summary(row.summary).description(row.description);
  }

  async #group({ name, commands }: GroupRow): Promise<Command> {
    const group = new Command(name);
    if (!this.#isCalled(name)) return group;
    for (const row of commands) group.addCommand(await this.#command(row));
    return group.addHelpText('after', `\nExamples of a command: meterpki ${name} help COMMAND`);
  }

  async #leaf({ name, load }: CommandRow): Promise<Command> {
    if (!this.#isCalled(name)) return new Command(name);
    return (await load())(this.#streams, this.#finish);
  }
}
