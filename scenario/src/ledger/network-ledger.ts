// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { readLedger } from '@meterpki/client';
import { fromCaller, inRepository } from '../repository';
import type { OpenedLedger } from './opened-ledger';

/** The ledger descriptor of a running network: named in METERPKI_NETWORK, or where the network tool writes it. */
export const networkDescriptor = (): string =>
  process.env.METERPKI_NETWORK === undefined
    ? inRepository('.meterpki', 'networks', 'meterpki', 'ledger.json')
    : fromCaller(process.env.METERPKI_NETWORK);

/** Connects to a running network, which goes on running. Throws where none is there or it is not marked for demos. */
export async function joinNetwork(): Promise<OpenedLedger> {
  const file = networkDescriptor();
  if (!existsSync(file)) {
    throw new Error(
      `no network is running: ${file} is missing. Run \`npm run network -- up --demo\`, or name its ledger.json in METERPKI_NETWORK.`,
    );
  }
  const descriptor = await readLedger(file);
  if (!descriptor.demo) {
    throw new Error(
      `"${descriptor.name}" is not marked for demos in its topology; nothing was done. Use one that is.`,
    );
  }
  return { descriptor, why: 'asked for with --ledger network', close: () => Promise.resolve() };
}
