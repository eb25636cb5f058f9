// SPDX-License-Identifier: Apache-2.0
import { MAX_RECEIPT_BYTES, readPlainJson, readReceipt, toUtf8, type ReceiptInput } from '@meterpki/protocol';
import { faulty, type InputFault } from '../errors';
import { fromUtf8 } from '../files/bounded-file';
import { readJsonItem, type JsonItem } from './json-item';
import { filledLines, type Line } from './lines';
import { placeText, type SourceItem } from './source-item';

/** The most receipts of one file. */
export const MAX_ITEMS = 100_000;

/** JSON around a receipt may be longer than the receipt: escapes, members beside it. */
const MAX_JSON_CHARACTERS = 8 * MAX_RECEIPT_BYTES;

/** What stands at a line: a receipt or a fault, and the number of lines it takes. */
interface Found {
  readonly item: JsonItem | { readonly kind: 'unreadable'; readonly text: string };
  readonly lines: number;
}

const receiptItem = (input: ReceiptInput, members: Readonly<Record<string, unknown>> = {}): JsonItem => ({
  kind: 'receipt',
  input,
  members,
});

/** The objects of one file. Members stay as they were read. */
function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.length > MAX_JSON_CHARACTERS) return undefined;
  const value = readPlainJson(text);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
}

const isReadable = (text: string): boolean => readReceipt(text).kind !== 'malformed';

/** Cuts a file into receipts, one line each or spread over several. */
class ReceiptCutter {
  readonly #bytes: Buffer;
  readonly #lines: readonly Line[];

  constructor(bytes: Buffer, lines: readonly Line[]) {
    this.#bytes = bytes;
    this.#lines = lines;
  }

  at(index: number): Found {
    const text = this.#lines[index]?.text;
    if (text === undefined) return { item: { kind: 'unreadable', text: 'is not UTF-8 text' }, lines: 1 };
    const found = this.#found(text, index);
    const tooLong = found.item.kind === 'receipt' && toUtf8(found.item.input.text).length > MAX_RECEIPT_BYTES;
    const unreadable = { kind: 'unreadable', text: `is longer than ${MAX_RECEIPT_BYTES} bytes` } as const;
    return tooLong ? { ...found, item: unreadable } : found;
  }

  #found(text: string, index: number): Found {
    if (text.startsWith('{')) return this.#json(text, index);
    if (text.startsWith('OCMF|')) return this.#ocmf(text, index);
    return { item: receiptItem({ text }), lines: 1 };
  }

  /** One object a line; the whole file may be one object, printed over several lines. */
  #json(text: string, index: number): Found {
    const object = jsonObject(text);
    if (object !== undefined) return { item: readJsonItem(object) ?? receiptItem({ text }), lines: 1 };
    const whole = index === 0 ? this.#slice(0, this.#lines.length) : undefined;
    const wholeObject = whole === undefined ? undefined : jsonObject(whole);
    if (whole === undefined || wholeObject === undefined) return { item: receiptItem({ text }), lines: 1 };
    return { item: readJsonItem(wholeObject) ?? receiptItem({ text: whole }), lines: this.#lines.length };
  }

  /** A record with line breaks in its JSON is signed with them: up to the next record it is taken as it stands. */
  #ocmf(text: string, index: number): Found {
    const alone = { item: receiptItem({ text }), lines: 1 };
    if (text.length > MAX_RECEIPT_BYTES || isReadable(text)) return alone;
    const next = this.#lines.findIndex(
      (line, place) => place > index && line.text?.startsWith('OCMF|') === true,
    );
    const end = next < 0 ? this.#lines.length : next;
    const joined = end > index + 1 ? this.#slice(index, end) : undefined;
    if (joined === undefined || !isReadable(joined)) return alone;
    return { item: receiptItem({ text: joined }), lines: end - index };
  }

  #slice(from: number, to: number): string | undefined {
    const start = this.#lines[from]?.start ?? 0;
    return fromUtf8(this.#bytes.subarray(start, this.#lines[to - 1]?.end))?.trim();
  }
}

/** All filled lines, or undefined where there are too many. */
function boundedLines(bytes: Buffer): Line[] | undefined {
  const lines: Line[] = [];
  for (const line of filledLines(bytes)) {
    if (lines.length >= MAX_ITEMS) return undefined;
    lines.push(line);
  }
  return lines;
}

/**
 * Finds the receipts in the bytes of a file: OCMF records, lines of JSON (see {@link readJsonItem}), or any
 * other text, line by line; no line is skipped. A text that no format knows is a receipt all the same: saying
 * so is the verdict's business.
 * @param file - what places and errors call it
 * @throws {@link ClientError} `INPUT_INVALID` with every fault: no receipt at all, too many, or JSON members
 * that cannot be used
 */
export function parseReceipts(bytes: Uint8Array, file: string): SourceItem[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lines = boundedLines(buffer);
  if (lines === undefined)
    throw faulty('INPUT_INVALID', [{ path: file, text: `has more than ${MAX_ITEMS} lines` }]);
  if (lines.length === 0) throw faulty('INPUT_INVALID', [{ path: file, text: 'holds no receipt' }]);
  const cutter = new ReceiptCutter(buffer, lines);
  const items: SourceItem[] = [];
  const faults: InputFault[] = [];
  for (let index = 0; index < lines.length;) {
    const { item, lines: taken } = cutter.at(index);
    const source = { file, line: lines[index]?.number ?? 0 };
    if (item.kind === 'fault') faults.push({ path: placeText(source), text: item.text });
    else if (item.kind === 'unreadable') items.push({ source, content: item, members: {} });
    else items.push({ source, content: { kind: 'receipt', input: item.input }, members: item.members });
    index += taken;
  }
  if (faults.length > 0) throw faulty('INPUT_INVALID', faults);
  return items;
}
