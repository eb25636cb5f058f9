// SPDX-License-Identifier: Apache-2.0
import type { LedgerDescriptor } from '@meterpki/client';
import { markers } from '../story/receipts';
import { scanLedger } from './scan';

/** How many places of finds are named. */
const SHOWN = 20;

/**
 * Ends a run of stories: none of what their receipts say may be on the ledger. That the scan is not blind is seen by the
 * name of the chaincode, which stands in every ledger that was used.
 * @returns what was looked through, in words
 * @throws Error that names the places of what was found, or says that the scan is blind
 */
export async function inspectLedger(ledger: LedgerDescriptor): Promise<string> {
  const control = await scanLedger(ledger, [ledger.chaincode]);
  if (!control.found.some((place) => place.startsWith('block ')))
    throw new Error(`the scan is blind: it does not find "${ledger.chaincode}" in ${control.blocks} blocks`);
  const { blocks, keys, logs, found } = await scanLedger(ledger);
  const seen = `${blocks} blocks, ${keys} keys of the state, ${logs} logs`;
  if (found.length > 0) {
    const places = found.slice(0, SHOWN).map((place) => `\n  ${place}`);
    throw new Error(`what receipts say was kept (${found.length} places in ${seen}):${places.join('')}`);
  }
  const count = Object.keys(markers).length;
  return `privacy scan of ledger "${ledger.name}": ${seen}; none of the ${count} texts of the receipts`;
}
