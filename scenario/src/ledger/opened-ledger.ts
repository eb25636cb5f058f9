// SPDX-License-Identifier: Apache-2.0
import type { LedgerDescriptor } from '@meterpki/client';

/** A ledger that stories can be played on. */
export interface OpenedLedger {
  readonly descriptor: LedgerDescriptor;
  /** Why it is this one, in words. */
  readonly why: string;
  /** Ends it, where it was started for the occasion; a ledger that ran before goes on. */
  close(): Promise<void>;
}

/** What a story calls the ledger it runs on. */
export function ledgerTitle({ kind, name, consensus }: LedgerDescriptor): string {
  return kind === 'embedded'
    ? `embedded ledger "${name}" (no consensus)`
    : `Fabric network "${name}" (${consensus})`;
}
