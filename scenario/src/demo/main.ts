// SPDX-License-Identifier: Apache-2.0
import type { OpenedLedger } from '../ledger/opened-ledger';
import { ledgerTitle } from '../ledger/opened-ledger';
import { Cast } from '../story/cast';
import { readArguments, type DemoArguments } from './arguments';
import { chooseLedger } from './choose-ledger';
import { tellNextSteps } from './next-steps';
import { playLife, playOutside } from './play';
import { Report } from './report';

async function playOn(
  { descriptor, why }: OpenedLedger,
  { files }: DemoArguments,
  report: Report,
): Promise<void> {
  report.line(`Ledger: ${ledgerTitle(descriptor)}: ${why}.`);
  const cast = new Cast(descriptor);
  try {
    const meterId =
      files.length === 0 ? await playLife(cast, report) : await playOutside(cast, files, report);
    tellNextSteps(descriptor, meterId, report);
  } finally {
    await cast.close();
  }
}

/** Ends the ledger however the play ends, Ctrl-C included. */
async function demo(given: DemoArguments): Promise<number> {
  const report = new Report();
  const ledger = await chooseLedger(given);
  const interrupted = new Promise<never>((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        reject(new Error(`ended by ${signal}`));
      });
  });
  try {
    await Promise.race([playOn(ledger, given, report), interrupted]);
  } finally {
    await ledger.close();
  }
  return report.unexpected === 0 ? 0 : 1;
}

function fail(error: unknown): void {
  const { message, next } = error as { message?: string; next?: string };
  process.stderr.write(`demo: ${message ?? String(error)}${next === undefined ? '' : `\n${next}`}\n`);
  process.exitCode = 1;
}

demo(readArguments(process.argv.slice(2))).then((code) => {
  process.exitCode = code;
}, fail);
