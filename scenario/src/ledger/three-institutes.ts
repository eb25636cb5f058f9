// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readLedger } from '@meterpki/client';
import { startLedger } from '@meterpki/devledger';
import { inRepository } from '../repository';
import { joinNetwork } from './network-ledger';
import type { OpenedLedger } from './opened-ledger';
import { storyLedgerKind } from './story-ledger';

const organisations = ['ptb', 'inmetro', 'metas'].map((name) => ({
  name,
  mspId: `${name === 'inmetro' ? 'Inmetro' : name.toUpperCase()}MSP`,
  domain: `${name}.example`,
}));

/** Opens a ledger of three institutes: one of its own, or the network that is named. */
export async function openLedgerOfThree(): Promise<OpenedLedger> {
  if (storyLedgerKind() === 'network') return joinNetwork();
  const directory = await mkdtemp(path.join(tmpdir(), 'meterpki-'));
  const deployment = inRepository('chaincode', 'build', 'three-nmis', 'deployment.json');
  const running = await startLedger({ directory, deployment, name: 'three', demo: true, organisations });
  return {
    descriptor: await readLedger(running.descriptor),
    why: 'stories run on the embedded ledger by default',
    close: () => running.close().finally(() => rm(directory, { recursive: true, force: true })),
  };
}
