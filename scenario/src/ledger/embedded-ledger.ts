// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readLedger } from '@meterpki/client';
import { startLedger } from '@meterpki/devledger';
import { inRepository } from '../repository';
import type { OpenedLedger } from './opened-ledger';

/** The deployment whose genesis allows imports. */
export const demoDeployment = inRepository('chaincode', 'build', 'demo', 'deployment.json');

/** Starts an embedded ledger in a directory, on what an earlier one left there. */
export async function openEmbeddedLedger(directory: string, why: string): Promise<OpenedLedger> {
  const running = await startLedger({ directory, deployment: demoDeployment, name: 'demo', demo: true });
  return { descriptor: await readLedger(running.descriptor), why, close: () => running.close() };
}

/** Starts an embedded ledger that leaves nothing behind. */
export async function openPassingLedger(why: string): Promise<OpenedLedger> {
  const directory = await mkdtemp(path.join(tmpdir(), 'meterpki-'));
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    const ledger = await openEmbeddedLedger(directory, why);
    return { ...ledger, close: () => ledger.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
