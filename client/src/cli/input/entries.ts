// SPDX-License-Identifier: Apache-2.0
import { readPlainJson } from '@meterpki/protocol';
import { parse } from 'csv-parse/sync';
import { faulty, ClientError, type InputFault } from '../../errors';
import { readTextFile } from './texts';

/** What a command is to do for one meter, key or endorser, as a file says it. */
export interface Entry {
  /** `file:line`, or `file[n]` for the n-th (from 0) of a JSON list. */
  readonly place: string;
  readonly members: Readonly<Record<string, unknown>>;
}

/** What may stand in a file of entries, for help texts. */
export const ENTRIES_HELP =
  'A FILE holds one JSON object, a JSON list, lines of JSON, or CSV with a header line (RFC 4180). "-" is the standard input.';

type Found = Entry | InputFault;

const entryOf = (place: string, value: unknown): Found =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { place, members: value as Record<string, unknown> }
    : { path: place, text: 'is no JSON object' };

function jsonLines(text: string, file: string): Found[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    return [entryOf(`${file}:${index + 1}`, readPlainJson(line))];
  });
}

function fromJson(text: string, file: string): Found[] {
  const whole = readPlainJson(text);
  if (Array.isArray(whole)) return whole.map((value, index) => entryOf(`${file}[${index}]`, value));
  return whole === undefined ? jsonLines(text, file) : [entryOf(`${file}:1`, whole)];
}

/** A row of CSV with the line where it ends. */
interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/** Cells without content are left out. */
function fromCsv(text: string, file: string): Found[] {
  try {
    const rows: Row[] = parse(text, {
      bom: true,
      columns: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
    });
    return rows.map(({ record, info }) => ({
      place: `${file}:${info.lines}`,
      members: Object.fromEntries(Object.entries(record).filter(([, cell]) => cell !== '')),
    }));
  } catch {
    return [{ path: file, text: 'is neither JSON nor CSV with a header line and as many cells in each row' }];
  }
}

async function foundIn(file: string): Promise<Found[]> {
  try {
    const text = await readTextFile(file);
    const found = /^\uFEFF?\s*[[{]/.test(text) ? fromJson(text, file) : fromCsv(text, file);
    return found.length === 0 ? [{ path: file, text: 'holds nothing' }] : found;
  } catch (error) {
    if (error instanceof ClientError) return [...error.faults];
    throw error;
  }
}

/**
 * Reads the entries of files, in order.
 * @throws {@link ClientError} `INPUT_INVALID` with every fault of every file
 */
export async function readEntries(files: readonly string[]): Promise<Entry[]> {
  const found: Found[] = [];
  for (const file of files) for (const one of await foundIn(file)) found.push(one);
  const faults = found.filter((item): item is InputFault => 'path' in item);
  if (faults.length > 0) throw faulty('INPUT_INVALID', faults);
  return found.filter((item): item is Entry => 'place' in item);
}
