// SPDX-License-Identifier: Apache-2.0
import { toHex } from '../../encoding/bytes';
import { refusal } from '../../errors';

/** A transaction to be written: its begin and its end, each a whole receipt. */
export interface SafeXmlTransaction {
  /** The same for both; digits in the files that the reference tool reads. */
  readonly id: string;
  /** Receipts as the meter gave them: not a character is changed. */
  readonly begin: string;
  readonly end: string;
  /** DER of the meter's SubjectPublicKeyInfo; shown by readers, proof of nothing. */
  readonly publicKey?: Uint8Array;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

const escaped = (text: string): string => text.replace(/[&<>"\r]/g, (character) => escapes[character] ?? '');

/** Characters that XML 1.0 section 2.2 has no place for; lone surrogates among them. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

function valueText(
  { id, publicKey }: SafeXmlTransaction,
  context: 'Transaction.Begin' | 'Transaction.End',
  receipt: string,
): string {
  const key =
    publicKey === undefined ? '' : `\n    <publicKey encoding="plain">${toHex(publicKey)}</publicKey>`;
  return `  <value transactionId="${escaped(id)}" context="${context}">
    <signedData format="OCMF" encoding="plain">${escaped(receipt)}</signedData>${key}
  </value>`;
}

/**
 * Writes OCMF records of transactions as the XML of the S.A.F.E. transparency software: for each transaction one begin
 * and one end, without a namespace, which its tool does not read.
 * @throws Refusal INVALID_ARGUMENT for a text that XML cannot hold, and for two transactions with one ID
 */
export function writeSafeXml(transactions: readonly SafeXmlTransaction[]): string {
  const ids = new Set<string>();
  for (const [index, transaction] of transactions.entries()) {
    const { id, begin, end } = transaction;
    const path = `transactions[${index}]`;
    if (ids.has(id)) throw refusal('INVALID_ARGUMENT', `${path}.id`, 'stands for another one already');
    ids.add(id);
    if ([id, begin, end].some((text) => UNWRITABLE.test(text)))
      throw refusal('INVALID_ARGUMENT', path, 'holds a character that XML cannot hold');
  }
  const values = transactions.flatMap((transaction) => [
    valueText(transaction, 'Transaction.Begin', transaction.begin),
    valueText(transaction, 'Transaction.End', transaction.end),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<values>\n${values.join('\n')}\n</values>\n`;
}
