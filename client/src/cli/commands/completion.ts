// SPDX-License-Identifier: Apache-2.0
import { Argument, Command } from 'commander';
import { commandTree } from '../completion/command-tree';
import { completionScripts, shells, type Shell } from '../completion/scripts';
import { exitCodes, type ExitCode } from '../exit-codes';
import type { Streams } from '../streams';

const HELP = `
Exit code: 0, 64 usage.

Examples:
  meterpki completion bash > ~/.local/share/bash-completion/completions/meterpki
  meterpki completion zsh > "\${fpath[1]}/_meterpki"
  meterpki completion fish > ~/.config/fish/completions/meterpki.fish`;

async function print(shell: Shell, streams: Streams): Promise<ExitCode> {
  const { wholeProgram } = await import('../program.js');
  streams.result(completionScripts[shell](commandTree(await wholeProgram(streams))));
  return exitCodes.allValid;
}

/** `meterpki completion`: scripts for shells. */
export const completionCommand = (streams: Streams, finish: (code: ExitCode) => void): Command =>
  new Command('completion')
    .addArgument(new Argument('<SHELL>', 'the shell').choices(shells))
    .addHelpText('after', HELP)
    .action(async (shell: Shell) => {
      finish(await print(shell, streams));
    });
