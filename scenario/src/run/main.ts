// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { Command, Option } from 'commander';
import { inRepository, repositoryRoot } from '../repository';

/** Runs the stories on the ledger that is asked for; further words go to jest, such as `-t` with a name. */
function main(argv: readonly string[]): number {
  const program = new Command('npm run scenario --')
    .description('Runs the stories of meterpki as tests.')
    .argument('[words...]', 'options of jest')
    .addOption(
      new Option('--ledger <which>', 'where to run').choices(['embedded', 'network']).default('embedded'),
    )
    .allowUnknownOption()
    .parse([...argv], { from: 'user' });
  const { ledger } = program.opts<{ ledger: string }>();
  const jest = inRepository('node_modules', 'jest', 'bin', 'jest.js');
  const env = { ...process.env, METERPKI_STORY_LEDGER: ledger };
  const args = [jest, '--selectProjects', 'scenario', ...program.args];
  return spawnSync(process.execPath, args, { cwd: repositoryRoot, env, stdio: 'inherit' }).status ?? 1;
}

process.exitCode = main(process.argv.slice(2));
