// SPDX-License-Identifier: Apache-2.0
import { inspectLedger } from '../privacy/inspect';
import { auditLedger } from './audit-ledger';
import { opened } from './shared-ledger';

/** Scans and audits what all story files of the run left on the ledger, and closes what the set-up opened. */
export default async function globalTeardown(): Promise<void> {
  try {
    if (opened.ledger === undefined) return;
    const { descriptor } = opened.ledger;
    process.stderr.write(`${await inspectLedger(descriptor)}\n`);
    process.stderr.write(`${await auditLedger(descriptor)}\n`);
  } finally {
    await opened.ledger?.close();
  }
}
