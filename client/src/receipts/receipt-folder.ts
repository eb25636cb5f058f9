// SPDX-License-Identifier: Apache-2.0
import { readdirSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { receiptFormats } from '@meterpki/protocol';
import { faulty } from '../errors';
import { systemCode } from '../files/bounded-file';
import type { SourceItem } from './source-item';

/** The most files of one folder, with all folders in it. */
export const MAX_FOLDER_FILES = 10_000;

/** True for the path of a folder. */
export function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : 1);

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort(byName);
  } catch (error) {
    throw faulty('INPUT_INVALID', [{ path: folder, text: `cannot be read (${systemCode(error)})` }]);
  }
}

function* walk(folder: string): Generator<string, void, undefined> {
  for (const entry of entriesOf(folder)) {
    if (entry.name.startsWith('.')) continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(file);
    else if (entry.isFile()) yield file;
  }
}

/**
 * The files of a folder and of all folders in it, by name. Hidden ones and links are left out.
 * @throws ClientError `INPUT_INVALID` for a folder that cannot be read, or one with too many files
 */
export function filesIn(folder: string): string[] {
  const files: string[] = [];
  for (const file of walk(folder)) {
    if (files.length === MAX_FOLDER_FILES)
      throw faulty('INPUT_INVALID', [{ path: folder, text: `holds more than ${MAX_FOLDER_FILES} files` }]);
    files.push(file);
  }
  return files;
}

function isRecognised({ content, container }: SourceItem): boolean {
  if (container !== undefined) return true;
  if (content.kind === 'unreadable') return false;
  const { text, format } = content.input;
  return format !== undefined || receiptFormats.some(({ detect }) => detect(text));
}

/**
 * True where a file looks as if it held receipts: at least one thing in it has the look of a known format, be it broken
 * or not. A folder may hold other files besides; a file that is named is judged whatever it holds.
 */
export const holdsReceipts = (items: readonly SourceItem[]): boolean => items.some(isRecognised);
