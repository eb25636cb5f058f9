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

/** A record that holds begin and end itself. */
export interface SafeXmlRecord {
  /** The receipt as the meter gave it: not a character is changed. */
  readonly record: string;
  /** As in {@link SafeXmlTransaction}. */
  readonly publicKey?: Uint8Array;
}

/** What is written: a pair, or a record that stands alone. */
export type SafeXmlValue = SafeXmlTransaction | SafeXmlRecord;

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

function valueText(receipt: string, publicKey: Uint8Array | undefined, attributes: string): string {
  const key =
    publicKey === undefined ? '' : `\n    <publicKey encoding="plain">${toHex(publicKey)}</publicKey>`;
  return `  <value${attributes}>
    <signedData format="OCMF" encoding="plain">${escaped(receipt)}</signedData>${key}
  </value>`;
}

function valueTexts(value: SafeXmlValue): string[] {
  const { publicKey } = value;
  if ('record' in value) return [valueText(value.record, publicKey, '')];
  const { id, begin, end } = value;
  const attributes = (context: string): string =>
    ` transactionId="${escaped(id)}" context="Transaction.${context}"`;
  return [valueText(begin, publicKey, attributes('Begin')), valueText(end, publicKey, attributes('End'))];
}

/**
 * Writes OCMF records as the XML of the S.A.F.E. transparency software: for each transaction one begin and one end, for
 * a record that holds both one value, without a namespace, which its tool does not read.
 * @throws Refusal INVALID_ARGUMENT for a text that XML cannot hold, and for two transactions with one ID
 */
export function writeSafeXml(values: readonly SafeXmlValue[]): string {
  const ids = new Set<string>();
  for (const [index, value] of values.entries()) {
    const path = `transactions[${index}]`;
    const texts = 'record' in value ? [value.record] : [value.id, value.begin, value.end];
    if ('id' in value) {
      if (ids.has(value.id))
        throw refusal('INVALID_ARGUMENT', `${path}.id`, 'stands for another one already');
      ids.add(value.id);
    }
    if (texts.some((text) => UNWRITABLE.test(text)))
      throw refusal('INVALID_ARGUMENT', path, 'holds a character that XML cannot hold');
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<values>\n${values.flatMap(valueTexts).join('\n')}\n</values>\n`;
}
