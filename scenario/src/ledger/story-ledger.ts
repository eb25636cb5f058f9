// SPDX-License-Identifier: Apache-2.0
import { openPassingLedger } from './embedded-ledger';
import { joinNetwork } from './network-ledger';
import type { OpenedLedger } from './opened-ledger';

/** Which ledger the stories run on: `embedded` unless METERPKI_STORY_LEDGER says `network`. */
export const storyLedgerKind = (): 'embedded' | 'network' =>
  process.env.METERPKI_STORY_LEDGER === 'network' ? 'network' : 'embedded';

/** Opens the ledger for the stories. */
export const openStoryLedger = (): Promise<OpenedLedger> =>
  storyLedgerKind() === 'network'
    ? joinNetwork()
    : openPassingLedger('stories run on the embedded ledger by default');
