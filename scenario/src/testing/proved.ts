// SPDX-License-Identifier: Apache-2.0
import type { ReceiptOutcome, Society } from '@meterpki/client';
import { isProved, type ListRecord } from '@meterpki/protocol';

/** How many of the outcomes are proved by the root of the list that the ledger keeps, and in how many lists they stand. */
export async function provedInLists(
  society: Society,
  outcomes: readonly ReceiptOutcome[],
): Promise<{ proved: number; lists: number }> {
  const records = new Map<string, ListRecord>();
  for (const key of new Set(outcomes.map(({ recorded }) => recorded?.record ?? '')))
    records.set(key, (await society.getCheck(key)) as ListRecord);
  const proved = outcomes.filter(({ recorded }) => {
    const evidence = recorded?.evidence();
    const record = records.get(evidence?.record ?? '');
    return evidence !== undefined && record !== undefined && isProved(evidence, record);
  });
  return { proved: proved.length, lists: records.size };
}
