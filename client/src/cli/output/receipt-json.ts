// SPDX-License-Identifier: Apache-2.0
import { placeText } from '../../receipts/source-item';
import type { JudgedItem } from '../judged-item';

/** A receipt's outcome as one line of JSON; members that have no value are null. */
export function receiptJson({ item: { source, content }, outcome }: JudgedItem): string {
  const { recorded } = outcome;
  return JSON.stringify({
    source: placeText(source),
    index: outcome.index,
    verdict: outcome.verdict,
    reason: outcome.reason ?? null,
    receiptId: outcome.receiptId ?? null,
    meterId: outcome.meterId ?? null,
    key: outcome.key ?? null,
    findings: outcome.findings,
    assurance: outcome.assurance,
    ...(content.kind === 'unreadable' ? { problem: content.text } : {}),
    ...(recorded === undefined
      ? {}
      : { recorded: { ...recorded, blockNumber: Number(recorded.blockNumber) } }),
  });
}
