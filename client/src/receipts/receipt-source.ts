// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import { ClientError, faulty, type InputFault } from '../errors';
import { readBounded, readFileBounded, type FileContent } from '../files/bounded-file';
import { parseReceipts } from './parse-receipts';
import type { SourceItem } from './source-item';

/** The most bytes of one file of receipts. */
export const MAX_SOURCE_BYTES = 64 * 1024 * 1024;

/** The name that stands for the standard input. */
export const STANDARD_INPUT = '-';

function itemsOf(content: FileContent, file: string, format: string | undefined): SourceItem[] {
  if (content.kind === 'fault') throw faulty('INPUT_INVALID', [{ path: file, text: content.text }]);
  return parseReceipts(content.bytes, file, format);
}

/** Errors call the standard input by its name. */
const named = ({ path, text }: InputFault): InputFault => ({
  path: path.replace(/^-(?=$|:)/, 'standard input'),
  text,
});

const contentOf = (file: string, input: Readable): Promise<FileContent> =>
  file === STANDARD_INPUT ? readBounded(input, MAX_SOURCE_BYTES) : readFileBounded(file, MAX_SOURCE_BYTES);

/**
 * Reads receipts from files, in order; `-` is the standard input.
 * @param input - the stream behind `-`
 * @param containerFormat - every file is one container of this format; otherwise the content decides
 * @throws {@link ClientError} `INPUT_INVALID` with every fault of every file
 */
export async function readReceipts(
  files: readonly string[],
  input: Readable = process.stdin,
  containerFormat?: string,
): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  const faults: InputFault[] = [];
  for (const file of files) {
    try {
      items.push(...itemsOf(await contentOf(file, input), file, containerFormat));
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      faults.push(...error.faults.map(named));
    }
  }
  if (faults.length > 0) throw faulty('INPUT_INVALID', faults);
  return items;
}
