// SPDX-License-Identifier: Apache-2.0
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLedger } from '@meterpki/devledger';
import { inRepository } from '../../repository';
import { revocationList } from '../identity/revocation';
import { type LedgerUnderTest, readLedgerUnderTest } from './descriptor';
import { embeddedMaterial } from './material';

/** The deployment of the conformance contract. */
const deployment = inRepository('scenario', 'conformance-contract', 'deployment.json');

/** Long enough that two transactions sent one after the other come into one block, on a busy machine, too. */
const BATCH = { timeout: 150 };

/** An embedded ledger that runs the conformance contract, until it is closed. */
export interface EmbeddedLedgerUnderTest {
  readonly ledger: LedgerUnderTest;
  readonly close: () => Promise<void>;
}

/** Puts the revocation list where the embedded ledger reads it when it starts. */
async function revoke(directory: string): Promise<void> {
  const folder = path.join(directory, 'crypto', 'ptb', 'crls');
  await mkdir(folder);
  const list = await revocationList(embeddedMaterial(directory).authority('ptb'));
  await writeFile(path.join(folder, 'conformance.pem'), list);
}

/** Starts an embedded ledger with the conformance contract; it leaves nothing behind. */
export async function openEmbedded(): Promise<EmbeddedLedgerUnderTest> {
  const directory = await mkdtemp(path.join(tmpdir(), 'meterpki-conformance-'));
  const remove = async (): Promise<void> => {
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const options = { directory, deployment, demo: true, batch: BATCH };
    await startLedger(options).then(async (first) => {
      await first.close();
    });
    await revoke(directory);
    const running = await startLedger(options);
    const close = (): Promise<void> => running.close().finally(remove);
    return { ledger: readLedgerUnderTest(running.descriptor), close };
  } catch (error) {
    await remove();
    throw error;
  }
}
