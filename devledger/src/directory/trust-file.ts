// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';

import type { LedgerConfiguration } from './configuration.js';
import { jsonText, writeWhole } from './files.js';
import type { DirectoryLayout } from './layout.js';

/** A verdict counts once so many organisations signed it, where there are as many. */
const SIGNERS = 2;

/**
 * Writes `trust.json`: whom one must believe to check verdict bundles of this ledger without asking it, in the form that
 * the client reads. It is for trying out: a real one comes from the institutes themselves.
 *
 * @throws {@link DevledgerError} `STORAGE_FAILED`
 */
export function writeTrustFile(
  layout: DirectoryLayout,
  { channel, definition, organisations }: LedgerConfiguration,
): void {
  const msps = organisations.map(({ mspId, name }) => ({
    mspId,
    roots: [readFileSync(layout.authority(name, 'ca').certificate, 'utf8')],
  }));
  const nmis = Math.min(SIGNERS, msps.length);
  writeWhole(layout.trust, jsonText({ schema: 1, channel, chaincode: definition.name, nmis, msps }));
}
