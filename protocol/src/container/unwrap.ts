// SPDX-License-Identifier: Apache-2.0
import { fromUtf8, toUtf8 } from '../encoding/bytes';
import { isObject, readJson } from '../json/read';
import { receiptFormats } from '../receipt/formats';
import { MAX_RECEIPT_BYTES } from '../receipt/receipt';
import { fault, type Contained } from './container';
import { decodeText } from './encodings';
import { signedValuesIn } from './ocpp/signed-values';
import { xmlItems } from './safe-xml/items';
import { readXml } from './xml/tree';

/** How many encodings and wrappers may stand around a receipt: base64 of XML around base64 is the deepest met. */
const MAX_LAYERS = 5;

const UNKNOWN = 'is of no receipt format that is built in';

function receipt(text: string): Contained {
  return toUtf8(text).length > MAX_RECEIPT_BYTES
    ? fault('malformed', `is longer than ${MAX_RECEIPT_BYTES} bytes`)
    : { content: { kind: 'receipt', text } };
}

function inXml(text: string, layer: number): Contained[] {
  const elements = readXml(text);
  if (elements === undefined) return [fault('malformed', 'is XML that is not well-formed, or too deep')];
  const items = xmlItems(elements, (inner, encoding = '') => unwrapAt(inner, encoding, layer + 1));
  return items.length > 0 ? items : [fault('unsupported', UNKNOWN)];
}

function inJson(text: string, layer: number): Contained[] {
  const value = readJson(text);
  const items = isObject(value) ? signedValuesIn(value, (inner) => unwrapAt(inner, '', layer + 1)) : [];
  return items.length > 0 ? items : [fault('unsupported', UNKNOWN)];
}

function inBytes(text: string, encoding: string, layer: number): Contained[] {
  const bytes = decodeText(text, encoding);
  const inner = bytes === undefined ? undefined : fromUtf8(bytes);
  return inner === undefined ? [fault('unsupported', UNKNOWN)] : unwrapAt(inner, '', layer + 1);
}

function unwrapAt(untrimmed: string, encoding: string, layer: number): Contained[] {
  const text = untrimmed.trim();
  if (text === '') return [fault('malformed', 'is empty')];
  if (receiptFormats.some(({ detect }) => detect(text))) return [receipt(text)];
  if (layer >= MAX_LAYERS) return [fault('unsupported', UNKNOWN)];
  if (text.startsWith('<')) return inXml(text, layer);
  return text.startsWith('{') ? inJson(text, layer) : inBytes(text, encoding, layer);
}

/**
 * Finds the receipt in what a container calls signed data: as it stands, in hex, base64 or base32, in XML or JSON
 * again. The content decides; what the container says of encoding and format is often wrong.
 * @returns at least one item; several where XML with several values stands in it
 */
export const unwrap = (text: string, encoding = ''): Contained[] => unwrapAt(text, encoding, 0);
