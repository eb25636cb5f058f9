// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CheckOutcome, ReceiptInput, ResultOf } from '@meterpki/protocol';
import type { Challenge } from '../support/meters';
import { TestLedger } from '../support/ledger';
import { people } from '../support/people';
import type { Scene } from '../support/scene';

/** Beside the sources, since the compiler copies no JSON. */
const folder = resolve(__dirname, '..', '..', 'test', 'schemas');

/** Versions of which records are stored. */
export const versions: readonly string[] = readdirSync(folder).filter((name) => /^\d+\.\d+\.\d+$/.test(name));

type Import = ResultOf<'registry', 'ImportMeters'>;
type Recorded = ResultOf<'receipts', 'RecordChecks'>;

/** What `scene.json` says. */
export interface StoredScene {
  readonly genesis: unknown;
  readonly time: string;
  readonly people: Readonly<Record<string, { readonly mspId: string; readonly identity: string }>>;
  readonly challenge: Challenge;
  readonly imports: { readonly waiting: Import; readonly approved: Import };
  readonly checks: {
    readonly singleValid: Recorded;
    readonly singleInvalid: Recorded;
    readonly list: Recorded;
  };
}

/** A receipt and what the version said of it. */
export interface StoredReceipt {
  readonly receipt: ReceiptInput;
  readonly outcome: CheckOutcome;
}

const read = (version: string, name: string): unknown =>
  JSON.parse(readFileSync(join(folder, version, `${name}.json`), 'utf8'));

/** What was said of the ledger of a version. */
export const storedScene = (version: string): StoredScene => read(version, 'scene') as StoredScene;

/** Receipts of a version by what they are. */
export const storedReceipts = (version: string): Readonly<Record<string, StoredReceipt>> =>
  read(version, 'receipts') as Readonly<Record<string, StoredReceipt>>;

/** The ledger of a version, as it was left, with the contracts of this one. */
export async function restored(version: string): Promise<Scene> {
  const { genesis, time } = storedScene(version);
  const ledger = new TestLedger({ genesis: JSON.stringify(genesis) });
  const state = read(version, 'state') as Readonly<Record<string, unknown>>;
  const values = Object.entries(state).map(
    ([key, value]) => [key, Buffer.from(JSON.stringify(value))] as const,
  );
  ledger.state.apply(new Map(values));
  ledger.milliseconds = Date.parse(time);
  return { ledger, who: await people() };
}
