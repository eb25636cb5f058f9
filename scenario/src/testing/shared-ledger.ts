// SPDX-License-Identifier: Apache-2.0
import { readLedger } from '@meterpki/client';
import type { OpenedLedger } from '../ledger/opened-ledger';
import { Cast } from '../story/cast';

/** The environment variable that hands the ledger's descriptor to the test processes. */
export const LEDGER_FILE = 'METERPKI_STORY_LEDGER_FILE';

/** What the set-up opened, for the tear-down in the same process. */
export const opened: { ledger?: OpenedLedger } = {};

/** Everybody on the ledger of this test run. */
export async function castOfTestRun(): Promise<Cast> {
  return new Cast(await readLedger(process.env[LEDGER_FILE] ?? ''));
}
