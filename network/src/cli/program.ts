// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander';
import type { NetworkOptions } from '../commands/network-options.js';
import { addImages } from './images-program.js';
import { addPolicy } from './policy-program.js';
import { nonNegative, positive } from './numbers.js';

const DEFAULT_LINES = 100;

type Flags = NetworkOptions;

/** The command line `network`; each command is loaded when it is called. */
export function networkProgram(): Command {
  const program = new Command('network')
    .description('Makes, starts, watches and deletes a Hyperledger Fabric network for meterpki.')
    .exitOverride();
  addUp(program);
  addLifeCommands(program);
  addLookCommands(program);
  addRender(program);
  addPolicy(program, about);
  addImages(program);
  return program;
}

/** Options that say which network is meant. */
const about = (command: Command): Command =>
  command
    .option('--name <name>', 'name of the network; else that of the topology')
    .option('--dir <directory>', 'where it stands; else .meterpki/networks/<name>')
    .option('--topology <file>', 'topology file; else the default one')
    .option('--preset <preset>', 'a topology that comes along, such as paper-a');

function addUp(program: Command): void {
  about(program.command('up').description('make a network, or start one that was made before'))
    .option('--mode <mode>', 'how nodes are run', 'native')
    .option('--port-base <port>', 'lowest port; the others keep their distance', positive)
    .option('--demo', 'mark the network as one to try things out on')
    .option('--deployment <file>', 'deployment file of the chaincode; else as the topology says')
    .action(async (flags: Flags & { readonly mode: string }) => {
      const { runUp } = await import('./run-commands.js');
      await runUp(flags);
    });
}

function addLifeCommands(program: Command): void {
  about(program.command('start').description('start a network that was stopped')).action(
    async (flags: Flags) => {
      const { runStart } = await import('./run-commands.js');
      await runStart(flags);
    },
  );
  about(program.command('stop').description('stop a network; its ledger stays')).action(
    async (flags: Flags) => {
      const { runStop } = await import('./run-commands.js');
      await runStop(flags);
    },
  );
  about(program.command('restart').description('stop and start one node or chaincode service'))
    .argument('<node>', 'name as in "network status"')
    .action(async (node: string, flags: Flags) => {
      const { runRestart } = await import('./run-commands.js');
      await runRestart(flags, node);
    });
  about(program.command('down').description('stop a network and delete it with its ledger and keys'))
    .option('--yes', 'do not ask')
    .action(async (flags: Flags & { readonly yes?: boolean }) => {
      const { runDown } = await import('./run-commands.js');
      await runDown(flags, flags.yes === true);
    });
}

function addLookCommands(program: Command): void {
  about(program.command('status').description('say how a network is'))
    .option('--json', 'as one JSON object')
    .action(async (flags: Flags & { readonly json?: boolean }) => {
      const { runStatus } = await import('./run-commands.js');
      await runStatus(flags, flags.json === true);
    });
  about(
    program
      .command('logs')
      .description('print the log of a node, of a service or of the "commands" that were run'),
  )
    .argument('<node>', 'name as in "network status"')
    .option('--follow', 'go on until Ctrl-C')
    .option('--lines <number>', 'how many of the last lines', nonNegative, DEFAULT_LINES)
    .action(async (node: string, flags: Flags & { readonly follow?: boolean; readonly lines: number }) => {
      const { runLogs } = await import('./run-commands.js');
      await runLogs(flags, node, { follow: flags.follow === true, lines: flags.lines });
    });
  about(program.command('env').description('print the environment for using Fabric\'s "peer" as an identity'))
    .argument('<identity>', 'name of a profile, such as ptb-admin')
    .action(async (identity: string, flags: Flags) => {
      const { runEnv } = await import('./run-commands.js');
      runEnv(flags, identity);
    });
}

function addRender(program: Command): void {
  program
    .command('render')
    .description('write the configuration files at the root of the repository from the default topology')
    .option('--check', 'write nothing, fail where they differ')
    .action(async ({ check }: { readonly check?: boolean }) => {
      const { runRender } = await import('./run-commands.js');
      runRender(check === true);
    });
}
