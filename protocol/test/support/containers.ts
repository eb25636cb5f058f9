// SPDX-License-Identifier: Apache-2.0
import { toBase64, toUtf8 } from '@meterpki/protocol';
import { readContainer, type Contained } from '@meterpki/protocol/containers';

/** Base64 of a text. */
export const base64 = (text: string): string => toBase64(toUtf8(text));

/** A text with the five entities of XML in place of its markup. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** One `value` of the S.A.F.E. XML. */
export const xmlValue = (data: string, attributes = '', key = '', dataAttributes = ''): string =>
  `<value ${attributes}><signedData ${dataAttributes}>${data}</signedData>${key}</value>`;

/** A S.A.F.E. container around values. */
export const xmlValues = (...values: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<values>${values.join('\n')}</values>`;

/** The items of a container; throws where there is none. */
export function itemsIn(text: string, format?: string): readonly Contained[] {
  const read = readContainer(text, format);
  if (read?.kind !== 'container') throw new Error(read?.text ?? 'no container');
  return read.items;
}

/** What each item of a container is: the receipt's text, or the kind of fault. */
export const contentsIn = (text: string, format?: string): string[] =>
  itemsIn(text, format).map(({ content }) => (content.kind === 'receipt' ? content.text : content.kind));
