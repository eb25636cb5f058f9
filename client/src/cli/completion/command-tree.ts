// SPDX-License-Identifier: Apache-2.0
import type { Command, Option } from 'commander';

/** What a shell may offer at one place of the command line. */
export interface CompletionNode {
  /** The words in front, such as `meter show`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly CompletionOption[];
}

/** One option, by its long name. */
export interface CompletionOption {
  readonly name: string;
  readonly description: string;
  /** False for a flag. */
  readonly takesValue: boolean;
  /** What the value may be; none where anything goes, such as a file. */
  readonly choices: readonly string[];
}

const optionOf = ({ long, description, required, optional, argChoices }: Option): CompletionOption[] =>
  typeof long !== 'string'
    ? []
    : [{ name: long, description, takesValue: required || optional, choices: argChoices ?? [] }];

function nodesOf(command: Command, path: readonly string[]): CompletionNode[] {
  const node = {
    path: path.join(' '),
    commands: command.commands.map((sub) => ({ name: sub.name(), summary: sub.summary() })),
    options: command.options.flatMap(optionOf),
  };
  return [node, ...command.commands.flatMap((sub) => nodesOf(sub, [...path, sub.name()]))];
}

/** Every place of the command line, the program itself first. */
export const commandTree = (program: Command): CompletionNode[] => nodesOf(program, []);
