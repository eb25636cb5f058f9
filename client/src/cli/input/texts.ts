// SPDX-License-Identifier: Apache-2.0
import { fromUtf8 } from '@meterpki/protocol';
import { faulty } from '../../errors';
import { readBounded, readFileBounded } from '../../files/bounded-file';
import { STANDARD_INPUT } from '../../receipts/receipt-source';

/** The most bytes of one file of texts. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads a text file as a whole; `-` is the standard input.
 * @throws ClientError `INPUT_INVALID`
 */
export async function readTextFile(file: string): Promise<string> {
  const content = await (file === STANDARD_INPUT
    ? readBounded(process.stdin, MAX_BYTES)
    : readFileBounded(file, MAX_BYTES));
  const text = content.kind === 'bytes' ? fromUtf8(content.bytes) : undefined;
  if (text !== undefined) return text;
  const fault = content.kind === 'fault' ? content.text : 'is not UTF-8 text';
  throw faulty('INPUT_INVALID', [{ path: file, text: fault }]);
}
