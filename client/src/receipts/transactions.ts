// SPDX-License-Identifier: Apache-2.0
import { readReceipt } from '@meterpki/protocol';
import { transactionNotes, type Sample } from '@meterpki/protocol/containers';
import type { SourceItem } from './source-item';

/**
 * What an item adds to its transaction, or undefined where it stood in no container or cannot be read. A container
 * that names no transaction is one by itself, if only its values say which is the begin and which the end.
 */
function sampleOf({ container, content, source }: SourceItem): Sample | undefined {
  if (container === undefined || content.kind !== 'receipt') return undefined;
  const read = readReceipt(content.input.text);
  if (read.kind !== 'receipt') return undefined;
  const { moment, transaction = moment === undefined ? undefined : `line ${source.line}` } = container;
  return {
    receipt: read.receipt,
    ...(moment === undefined ? {} : { moment }),
    ...(transaction === undefined ? {} : { transaction }),
  };
}

/** The items of one file, those in containers with what the others of their transaction say about them. */
export function withTransactions(items: readonly SourceItem[]): SourceItem[] {
  const samples = items.flatMap((item) => {
    const sample = sampleOf(item);
    return sample === undefined ? [] : [{ item, sample }];
  });
  const notes = transactionNotes(samples.map(({ sample }) => sample));
  const byItem = new Map(samples.map(({ item }, index) => [item, notes[index]]));
  return items.map((item) => {
    const transaction = byItem.get(item);
    return transaction === undefined ? item : { ...item, transaction };
  });
}
