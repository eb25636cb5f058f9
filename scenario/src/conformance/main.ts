// SPDX-License-Identifier: Apache-2.0
import { Command } from 'commander';
import { fromCaller } from '../repository';
import { allCases } from './cases/all';
import { allowedDifferences } from './comparison/allowed-differences';
import { compare, type Comparison } from './comparison/differences';
import { type LedgerUnderTest, readLedgerUnderTest } from './ledger/descriptor';
import { openEmbedded } from './ledger/embedded';
import { readRecorded, writeRecorded } from './recorded/files';
import { runConformance } from './run-conformance';

interface Flags {
  readonly ledger?: string;
  readonly record?: boolean;
  readonly only?: string;
}

const WRONG_USAGE = 64;

/** Runs the script on a ledger, prints what was seen, and records it where that is asked for. */
async function main(argv: readonly string[]): Promise<number> {
  const flags = new Command('conformance')
    .description(
      'Runs the conformance script of raw gRPC calls on a ledger that runs the conformance contract.',
    )
    .option('--ledger <file>', 'ledger.json of the ledger; else an embedded one is started')
    .option('--record', 'keep what a real Fabric answers as what is right')
    .option('--only <text>', 'run the cases whose name holds the text')
    .parse([...argv], { from: 'user' })
    .opts<Flags>();
  if (flags.ledger !== undefined) return await runOn(readLedgerUnderTest(fromCaller(flags.ledger)), flags);
  const { ledger, close } = await openEmbedded();
  return await runOn(ledger, flags).finally(close);
}

async function runOn(ledger: LedgerUnderTest, { record = false, only = '' }: Flags): Promise<number> {
  if (record && (ledger.kind !== 'fabric' || only !== '')) {
    process.stderr.write('--record takes a real Fabric and the whole script.\n');
    return WRONG_USAGE;
  }
  const cases = allCases.filter(({ name }) => name.includes(only));
  const observations = await runConformance(
    ledger,
    (name, observation) => process.stdout.write(`${name}\n  ${JSON.stringify(observation)}\n`),
    cases,
  );
  if (record) {
    writeRecorded(observations);
    return 0;
  }
  const ofInterest = <T>(all: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => name.includes(only)));
  const allowed = ledger.kind === 'embedded' ? ofInterest(allowedDifferences) : {};
  return report(cases.length, compare(ofInterest(readRecorded()), observations, allowed));
}

function report(cases: number, { unexpected, needless }: Comparison): number {
  for (const { name, recorded, seen } of unexpected) {
    process.stdout.write(
      `DIFFERENT ${name}\n  recorded ${JSON.stringify(recorded)}\n  seen     ${JSON.stringify(seen)}\n`,
    );
  }
  for (const name of needless) process.stdout.write(`ALLOWED BUT NOT DIFFERENT ${name}\n`);
  process.stdout.write(`${cases} cases, ${unexpected.length} different from the recorded ones\n`);
  return unexpected.length + needless.length === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
