// SPDX-License-Identifier: Apache-2.0
import { inspectLedger } from '../privacy/inspect';
import { opened } from './shared-ledger';

/** Scans what all story files of the run left on the ledger, and closes what the set-up opened. */
export default async function globalTeardown(): Promise<void> {
  try {
    if (opened.ledger !== undefined)
      process.stderr.write(`${await inspectLedger(opened.ledger.descriptor)}\n`);
  } finally {
    await opened.ledger?.close();
  }
}
