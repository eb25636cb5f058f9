// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import { ClientError, faulty, type InputFault } from '../errors';
import { readBounded, readFileBounded, type FileContent } from '../files/bounded-file';
import { parseReceipts } from './parse-receipts';
import { filesIn, holdsReceipts, isFolder } from './receipt-folder';
import type { SourceItem } from './source-item';

/** The most bytes of one file of receipts. */
export const MAX_SOURCE_BYTES = 64 * 1024 * 1024;

/** The name that stands for the standard input. */
export const STANDARD_INPUT = '-';

/** How to read receipts. */
export interface ReadOptions {
  /** The stream behind `-`; the standard input unless given. */
  readonly input?: Readable;
  /** Every file is one container of this format; otherwise the content decides. */
  readonly containerFormat?: string | undefined;
  /** Is told of files in folders that hold no receipt. */
  readonly onPassedOver?: (file: string) => void;
}

function itemsOf(content: FileContent, file: string, format: string | undefined): SourceItem[] {
  if (content.kind === 'fault') throw faulty('INPUT_INVALID', [{ path: file, text: content.text }]);
  return parseReceipts(content.bytes, file, format);
}

/** Errors call the standard input by its name. */
const named = ({ path, text }: InputFault): InputFault => ({
  path: path.replace(/^-(?=$|:)/, 'standard input'),
  text,
});

async function readFile(file: string, { input, containerFormat }: ReadOptions): Promise<SourceItem[]> {
  const content = await (file === STANDARD_INPUT
    ? readBounded(input ?? process.stdin, MAX_SOURCE_BYTES)
    : readFileBounded(file, MAX_SOURCE_BYTES));
  return itemsOf(content, file, containerFormat);
}

/** A file of a folder: undefined where it holds no receipt at all. */
async function readFound(file: string, options: ReadOptions): Promise<SourceItem[] | undefined> {
  const content = await readFileBounded(file, MAX_SOURCE_BYTES);
  if (content.kind === 'fault') throw faulty('INPUT_INVALID', [{ path: file, text: content.text }]);
  try {
    const items = parseReceipts(content.bytes, file, options.containerFormat);
    return holdsReceipts(items) ? items : undefined;
  } catch (error) {
    if (error instanceof ClientError) return undefined;
    throw error;
  }
}

async function readFolder(folder: string, options: ReadOptions): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  for (const file of filesIn(folder)) {
    const found = await readFound(file, options);
    if (found === undefined) options.onPassedOver?.(file);
    else for (const item of found) items.push(item);
  }
  if (items.length === 0)
    throw faulty('INPUT_INVALID', [{ path: folder, text: 'is a folder without a receipt' }]);
  return items;
}

/**
 * Reads receipts from files, in order; `-` is the standard input. Of a folder, every file that holds receipts is read,
 * and of all folders in it; hidden files and links are left out.
 * @throws {@link ClientError} `INPUT_INVALID` with every fault of every file
 */
export async function readReceipts(
  files: readonly string[],
  options: ReadOptions = {},
): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  const faults: InputFault[] = [];
  for (const file of files) {
    try {
      const isFile = file === STANDARD_INPUT || !isFolder(file);
      const found = await (isFile ? readFile(file, options) : readFolder(file, options));
      for (const item of found) items.push(item);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      for (const fault of error.faults) faults.push(named(fault));
    }
  }
  if (faults.length > 0) throw faulty('INPUT_INVALID', faults);
  return items;
}
