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
  const control = ledger.chaincode;
  const { blocks, keys, logs, found } = await scanLedger(ledger, [...Object.values(markers), control]);
  if (!found.some(({ place, text }) => text === control && place.startsWith('block ')))
    throw new Error(`the scan is blind: it does not find "${control}" in ${blocks} blocks`);
  if (logs === 0) throw new Error('the scan is blind: it finds no log of any node');
  const seen = `${blocks} blocks, ${keys} keys of the state, ${logs} logs`;
  const kept = found.filter(({ text }) => text !== control);
  if (kept.length > 0) {
    const places = kept.slice(0, SHOWN).map(({ place, text }) => `\n  ${place}: ${text}`);
    throw new Error(`what receipts say was kept (${kept.length} places in ${seen}):${places.join('')}`);
  }
  const count = Object.keys(markers).length;
  return `privacy scan of ledger "${ledger.name}": ${seen}; none of the ${count} texts of the receipts`;
}
