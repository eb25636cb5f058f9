// SPDX-License-Identifier: Apache-2.0
import { hasUtf8Form, toUtf8 } from '../encoding/bytes';
import { isPossessionStatement } from '../possession/statement';
import { edl40 } from './edl40/edl40';
import { jws } from './jws/jws';
import { ocmf } from './ocmf/ocmf';
import { raw } from './raw';
import { MAX_RECEIPT_BYTES, malformed, unsupported, type ReadReceipt, type ReceiptFormat } from './receipt';

/** Every format that is built in, in the order of detection. */
export const receiptFormats: readonly ReceiptFormat[] = [ocmf, jws, edl40, raw];

/** The format with this name, or undefined. */
const formatByName = (name: string): ReceiptFormat | undefined =>
  receiptFormats.find((row) => row.name === name);

/**
 * Reads a receipt of any built-in format; `format` forces one, otherwise the content decides. Any text gets
 * an answer within bounds, never an exception.
 */
export function readReceipt(text: string, format?: string): ReadReceipt {
  if (!hasUtf8Form(text)) return malformed('the text has no UTF-8 form');
  if (toUtf8(text).length > MAX_RECEIPT_BYTES)
    return malformed(`a receipt has at most ${MAX_RECEIPT_BYTES} bytes`);
  const row = format === undefined ? receiptFormats.find(({ detect }) => detect(text)) : formatByName(format);
  return row === undefined ? unsupported('no known receipt format') : withoutStatements(row.read(text));
}

/**
 * Formats that hold any bytes (`raw`), or a block of a certain length (`edl40`), could hold a possession statement: with its
 * proof it stands in a block, and would be a genuine receipt of the meter.
 */
const withoutStatements = (read: ReadReceipt): ReadReceipt =>
  read.kind === 'receipt' && isPossessionStatement(read.receipt.signedBytes)
    ? malformed('what is signed is a possession statement, not a receipt')
    : read;
