// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import type { NetworkOptions } from '../commands/network-options.js';

/** Adds the commands `network policy`. */
export function addPolicy(program: Command, about: (command: Command) => Command): void {
  const policy = program.command('policy').description('look at a policy before the members vote on it');
  about(
    policy
      .command('check')
      .description('compare a policy file with the policy in force and the organisations of the channel'),
  )
    .argument('<file>', 'policy as JSON, as in a genesis file')
    .option('--json', 'as one JSON object')
    .action(async (file: string, flags: NetworkOptions & { readonly json?: boolean }) => {
      const { runPolicyCheck } = await import('./run-policy.js');
      await runPolicyCheck(flags, file, flags.json === true);
    });
}
