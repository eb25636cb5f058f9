// SPDX-License-Identifier: Apache-2.0
import { Command, InvalidArgumentError, Option } from 'commander';
import { benchBundle } from './bundle/bundle-bench';
import { runChecks, type ChecksFlags } from './checks/command';
import { benchCrypto, type AlgorithmFigures } from './crypto/crypto-bench';
import { contenderTexts, type ContenderName } from './crypto/contenders';
import type { Pace } from './measure/interleaved';
import { isMet, targetText, type Target } from './measure/target';

const USAGE = 64;

const write = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number from 1.');
  return value;
}

/** The exit code tells whether every target was met. */
function judge(targets: readonly Target[], json: boolean): void {
  if (!json) for (const judged of targets) write(targetText(judged));
  process.exitCode = targets.every(isMet) ? 0 : 1;
}

/** Flags of what is measured in turns. */
interface TurnFlags extends Pace {
  readonly json: boolean;
}

const columns = Object.keys(contenderTexts) as ContenderName[];

const cells = (first: string, rest: readonly string[]): string =>
  first.padEnd(32) + rest.map((text) => text.padStart(10)).join('');

const rowText = ({ algorithm, microseconds }: AlgorithmFigures): string =>
  cells(
    algorithm,
    columns.map((name) => microseconds[name].toFixed(1)),
  );

async function crypto({ rounds, turn, json }: TurnFlags): Promise<void> {
  if (!json) {
    for (const name of columns) write(`${name.padEnd(10)}${contenderTexts[name]}`);
    write(`\n${cells('median microseconds of a call', columns)}`);
  }
  const figures = await benchCrypto({ rounds, turn }, (row) => {
    if (!json) write(rowText(row));
  });
  if (json) write(JSON.stringify(figures));
  else write('');
  judge(figures.targets, json);
}

async function bundle({ rounds, turn, json }: TurnFlags): Promise<void> {
  const figures = await benchBundle({ rounds, turn });
  const { bytes, microseconds } = figures;
  if (json) write(JSON.stringify(figures));
  else {
    write(
      `bytes: endorsed ${bytes.endorsed}, of a single record ${bytes.single}, of a list of 2,000 ${bytes.listed}`,
    );
    write(
      `microseconds: one check ${microseconds.check.toFixed(0)}, a bare verification ${microseconds.bare.toFixed(0)}\n`,
    );
  }
  judge(figures.targets, json);
}

const program = new Command('npm run bench --')
  .description('Measures meterpki: every figure stands beside another one of the same run.')
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : USAGE);
  });

program
  .command('crypto')
  .description('parsing and verifying receipts, for each algorithm; no ledger')
  .option('--rounds <n>', 'how often each contender gets its turn', count, 15)
  .option('--turn <ms>', 'milliseconds of a turn', count, 30)
  .option('--json', 'one object with all figures', false)
  .addHelpText('after', '\nExit code: 0 every target met, 1 one missed, 64 usage.')
  .action(crypto);

program
  .command('checks')
  .description('recorded checks on a Fabric network of its own, beside a contract that writes once')
  .option('--meters <n>', 'meters on the ledger', count, 10_000)
  .option('--rounds <n>', 'how often each load gets its turn', count, 3)
  .option('--singles <n>', 'single checks of a turn, and transactions of the no-op contract', count, 3000)
  .option('--lists <n>', 'lists of a turn', count, 24)
  .option('--size <n>', 'receipts of a list', count, 2000)
  .addOption(new Option('--format <format>', 'of the receipts').choices(['raw', 'ocmf']).default('raw'))
  .option('--json', 'one object with all figures', false)
  .addHelpText(
    'after',
    `
Needs Fabric's programs, in FABRIC_BIN or on the PATH, and ports from 26050 on.
Exit code: 0 every target met, 1 one missed, 64 usage.`,
  )
  .action(async (flags: ChecksFlags) => {
    judge(await runChecks(flags, write), flags.json);
  });

program
  .command('bundle')
  .description(
    'size of verdict bundles and time of checking one, with bundles of a Fabric network of its own',
  )
  .option('--rounds <n>', 'how often each contender gets its turn', count, 15)
  .option('--turn <ms>', 'milliseconds of a turn', count, 100)
  .option('--json', 'one object with all figures', false)
  .addHelpText(
    'after',
    `
Needs Fabric's programs, in FABRIC_BIN or on the PATH, and ports from 26050 on.
Exit code: 0 every target met, 1 one missed, 64 usage.`,
  )
  .action(bundle);

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 2;
});
