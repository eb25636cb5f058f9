// SPDX-License-Identifier: Apache-2.0
import { openStoryLedger } from '../ledger/story-ledger';
import { LEDGER_FILE, opened } from './shared-ledger';

/** Opens one ledger for all story files of a test run. */
export default async function globalSetup(): Promise<void> {
  const ledger = await openStoryLedger();
  opened.ledger = ledger;
  process.env[LEDGER_FILE] = ledger.descriptor.file;
}
