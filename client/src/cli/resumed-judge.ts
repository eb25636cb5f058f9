// SPDX-License-Identifier: Apache-2.0
import type { ReceiptInput } from '@meterpki/protocol';
import type { Journal } from '../bulk/journal';
import type { ReceiptOutcome } from '../faces/outcome';
import { receiptDigest } from '../faces/receipt-lists';
import type { Society } from '../faces/society';
import { flat, type Judge } from './judged-item';

/** Outcomes as they arrive. */
export type OutcomeLists = AsyncIterable<readonly ReceiptOutcome[]>;

/** True for a receipt whose check is on the ledger, as the journal knows. */
export const isRecorded = (journal: Journal, receipt: ReceiptInput): boolean =>
  journal.isDone(receiptDigest(receipt));

/**
 * Judges all receipts and records the checks that are not on the ledger yet. Those that are there are judged anew, and
 * nothing is written: a run that goes on comes to the same end as one that was never broken off.
 * @param journal - knows what is on the ledger
 * @param heeded - is shown outcomes list by list, before they are told one by one
 */
export function resumedJudge(
  society: Society,
  journal: Journal,
  heeded: (lists: OutcomeLists) => OutcomeLists,
): Judge {
  return async function* (receipts) {
    const recorded = receipts.map((receipt) => isRecorded(journal, receipt));
    const those = (done: boolean): ReceiptInput[] => receipts.filter((_, index) => recorded[index] === done);
    const anew = flat(heeded(society.checkReceiptsInLists(those(true))));
    const first = flat(heeded(society.recordChecksInLists(those(false), { journal })));
    try {
      for (const done of recorded) {
        const next = await (done ? anew : first).next();
        if (next.done === true) return;
        yield [next.value];
      }
    } finally {
      // Lists that are on their way are waited for, so that the journal learns what became of them.
      await first.return();
      await anew.return();
    }
  };
}
