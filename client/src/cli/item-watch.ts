// SPDX-License-Identifier: Apache-2.0
import { ListWatch, readReceipt, type Finding, type Receipt } from '@meterpki/protocol';
import type { ReceiptOutcome } from '../faces/outcome';
import type { SourceItem } from '../receipts/source-item';
import { embeddedKeyOf } from './embedded-key';

/** Adds to the findings of a judge what only shows here: in the container, and over all lists of a run. */
export class ItemWatch {
  readonly #list = new ListWatch();

  /** Findings of the next item of the run, none twice. */
  findings(item: SourceItem, outcome: ReceiptOutcome): Finding[] {
    const { content, transaction } = item;
    const read =
      content.kind === 'receipt' ? readReceipt(content.input.text, content.input.format) : undefined;
    const found = [...outcome.findings, ...(transaction?.findings ?? [])];
    if (read?.kind === 'receipt') found.push(...this.#beside(item, read.receipt, outcome));
    // A record with the begin alone is complete where the end stands beside it.
    const isSettled = transaction?.complete === true;
    return [...new Set(found)].filter((finding) => finding !== 'begin-end-incomplete' || !isSettled);
  }

  #beside(item: SourceItem, receipt: Receipt, { receiptId, key }: ReceiptOutcome): Finding[] {
    const embedded = embeddedKeyOf(item, receipt);
    const differs: Finding[] =
      key !== undefined && embedded !== undefined && embedded !== key ? ['embedded-key-differs'] : [];
    if (receiptId === undefined) return differs;
    return [...differs, ...this.#list.note({ receipt, receiptId, ...(key === undefined ? {} : { key }) })];
  }
}
