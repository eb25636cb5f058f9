// SPDX-License-Identifier: Apache-2.0
import { placeText } from '../../receipts/source-item';
import type { JudgedItem } from '../judged-item';
import { claimsJson } from './claims-json';

/** A receipt's outcome as one line of JSON; members that have no value are null. */
export function receiptJson({ item, outcome }: JudgedItem): string {
  const { recorded } = outcome;
  return JSON.stringify({
    source: placeText(item.source),
    index: outcome.index,
    verdict: outcome.verdict,
    reason: outcome.reason ?? null,
    receiptId: outcome.receiptId ?? null,
    meterId: outcome.meterId ?? null,
    key: outcome.key ?? null,
    findings: outcome.findings,
    assurance: outcome.assurance,
    ...claimsJson(item),
    ...(recorded === undefined
      ? {}
      : { recorded: { ...recorded, blockNumber: Number(recorded.blockNumber) } }),
  });
}
