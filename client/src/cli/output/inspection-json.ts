// SPDX-License-Identifier: Apache-2.0
import { readReceipt } from '@meterpki/protocol';
import { placeText, type SourceItem } from '../../receipts/source-item';
import { claimsJson } from './claims-json';
import { signatureFacts } from './signature-text';
import { userFieldsOf } from './user-fields';

/** What is in one receipt, as one line of JSON. The user's ID stays out unless it is asked for. */
export function inspectionJson(item: SourceItem, showUser: boolean): string {
  const { content } = item;
  const head = { source: placeText(item.source), ...claimsJson(item) };
  const read = content.kind === 'receipt' ? readReceipt(content.input.text, content.input.format) : undefined;
  if (read?.kind !== 'receipt') return JSON.stringify(head);
  const { kind = null, id, tariff = null } = userFieldsOf(read.receipt);
  const user = { kind, given: id !== undefined, ...(showUser ? { id: id ?? null } : {}) };
  return JSON.stringify({
    ...head,
    user,
    tariff,
    signature: signatureFacts(read.receipt),
    findings: [...new Set([...read.receipt.findings, ...(item.transaction?.findings ?? [])])],
  });
}
