// SPDX-License-Identifier: Apache-2.0
import type { ReceiptInput } from '@meterpki/protocol';
import type { Assurance, ReceiptOutcome } from '../faces/outcome';
import type { SourceItem } from '../receipts/source-item';
import { ItemWatch } from './item-watch';

/** A receipt out of a file with its outcome. */
export interface JudgedItem {
  readonly item: SourceItem;
  readonly outcome: ReceiptOutcome;
}

/** Outcomes of the receipts handed over, in order, in as many pieces as they come. */
export type Judge = (receipts: readonly ReceiptInput[]) => AsyncIterable<readonly ReceiptOutcome[]>;

const unreadable = (
  reason: 'malformed' | 'unsupported',
  index: number,
  assurance: Assurance,
): ReceiptOutcome => ({
  verdict: 'indeterminate',
  reason,
  findings: [],
  index,
  assurance,
});

/** The members of lists, one by one. */
export async function* flat<T>(lists: AsyncIterable<readonly T[]>): AsyncGenerator<T, void, undefined> {
  for await (const list of lists) yield* list;
}

/**
 * Judges what was found in files, in order; places that hold nothing to judge come out as malformed. Indexes
 * count all items; findings are those of the judge and what the files show besides.
 * @param localAssurance - for items that cannot be handed to `judge`
 */
export async function* judgeItems(
  items: readonly SourceItem[],
  judge: Judge,
  localAssurance: Assurance,
): AsyncGenerator<JudgedItem, void, undefined> {
  const inputs = items.flatMap(({ content }) => (content.kind === 'receipt' ? [content.input] : []));
  const outcomes = flat(judge(inputs));
  const watch = new ItemWatch();
  for (const [index, item] of items.entries()) {
    if (item.content.kind === 'unreadable') {
      yield { item, outcome: unreadable(item.content.reason, index, localAssurance) };
      continue;
    }
    const next = await outcomes.next();
    if (next.done === true) return;
    yield { item, outcome: { ...next.value, index, findings: watch.findings(item, next.value) } };
  }
}
