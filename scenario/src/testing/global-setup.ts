// SPDX-License-Identifier: Apache-2.0
import { openStoryLedger } from '../ledger/story-ledger';
import { Cast, institutes } from '../story/cast';
import { grantEndorsers } from '../story/grants';
import { LEDGER_FILE, opened } from './shared-ledger';

/**
 * Opens one ledger for all story files of a test run. Grants are given here: two files that give the same one at the same
 * time would meet in one block, where the second fails on the key-level policy that the first has just set.
 */
export default async function globalSetup(): Promise<void> {
  const ledger = await openStoryLedger();
  opened.ledger = ledger;
  process.env[LEDGER_FILE] = ledger.descriptor.file;
  const cast = new Cast(ledger.descriptor);
  try {
    for (const institute of institutes) await grantEndorsers(cast, institute);
  } finally {
    await cast.close();
  }
}
