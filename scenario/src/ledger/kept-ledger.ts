// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readLedger } from '@meterpki/client';
import { inRepository } from '../repository';
import { demoDeployment } from './embedded-ledger';
import type { OpenedLedger } from './opened-ledger';

/** Where the demo's ledger lives that goes on running: METERPKI_DEMO_DIR, or a folder of the checkout. */
export const keptDirectory = process.env.METERPKI_DEMO_DIR ?? inRepository('.meterpki', 'demo');

const command = inRepository('devledger', 'bin', 'meterpki-devledger.js');

function devledger(...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}`.trim() };
}

/** True where a kept ledger answers. */
export const isKeptLedgerRunning = (): boolean => devledger('status', '--dir', keptDirectory).status === 0;

/** Starts the kept ledger in the background; throws with what it said where it does not come up. */
export function startKeptLedger(): void {
  const { status, output } = devledger(
    'start',
    '--dir',
    keptDirectory,
    '--deployment',
    demoDeployment,
    '--name',
    'demo',
    '--demo',
    '--detach',
  );
  if (status !== 0) throw new Error(`the embedded ledger did not start: ${output}`);
}

/** Connects to the kept ledger that runs; it goes on running. */
export async function joinKeptLedger(why: string): Promise<OpenedLedger> {
  const descriptor = await readLedger(`${keptDirectory}/ledger.json`);
  return { descriptor, why, close: () => Promise.resolve() };
}
