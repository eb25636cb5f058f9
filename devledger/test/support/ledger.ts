// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

import { type LedgerOptions, type RunningLedger, startLedger } from '../../dist/index.js';
import { type ClientOverrides, connectAs, type TestClient } from './client.js';
import { temporaryDirectory } from './temporary.js';

/** The deployment file of the chaincode that the tests run. */
export const DEPLOYMENT = path.join(__dirname, '../../test/fixtures/deployment.json');

/** How long a test file may take to start or stop a ledger on a busy machine. */
export const START_TIMEOUT = 120_000;

/** A ledger for all tests of a file, and clients for it. */
export interface TestLedger {
  readonly directory: string;
  /** A client for a profile, such as `ptb-admin`; closed after the tests. */
  client(profile: string, overrides?: ClientOverrides): TestClient;
  /** Path of a profile. */
  profile(name: string): string;
  /** Stops the ledger and starts it again on the same directory. */
  restart(options?: Partial<LedgerOptions>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a ledger before the tests of the file and stops it after them. */
export function ledgerForTests(options: Partial<LedgerOptions> = {}): TestLedger {
  const directory = path.join(temporaryDirectory(), 'ledger');
  const clients: TestClient[] = [];
  let running: RunningLedger | undefined;
  const start = async (more: Partial<LedgerOptions> = {}): Promise<void> => {
    running = await startLedger({ directory, deployment: DEPLOYMENT, ...options, ...more });
  };
  const stop = async (): Promise<void> => {
    for (const client of clients.splice(0)) client.close();
    await running?.close();
    running = undefined;
  };
  beforeAll(async () => {
    await start();
  }, START_TIMEOUT);
  afterAll(stop, START_TIMEOUT);
  const profile = (name: string): string => path.join(directory, 'profiles', `${name}.json`);
  return {
    directory,
    profile,
    client: (name, overrides) => {
      const client = connectAs(profile(name), overrides);
      clients.push(client);
      return client;
    },
    restart: async (more) => {
      await stop();
      await start(more);
    },
    stop,
  };
}
