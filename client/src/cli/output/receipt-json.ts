// SPDX-License-Identifier: Apache-2.0
import { placeText } from '../../receipts/source-item';
import type { JudgedItem } from '../judged-item';
import { claimsJson } from './claims-json';

/**
 * A receipt's outcome as one line of JSON; members that have no value are null.
 * @param candidates - IDs of the meters that the receipt may speak of, where they are several
 */
export function receiptJson({ item, outcome }: JudgedItem, candidates: readonly string[] = []): string {
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
    ...(candidates.length === 0 ? {} : { candidates }),
    ...claimsJson(item),
    ...(recorded === undefined
      ? {}
      : { recorded: { ...recorded, blockNumber: Number(recorded.blockNumber) } }),
  });
}
