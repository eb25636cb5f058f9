// SPDX-License-Identifier: Apache-2.0
import {
  MAX_RECEIPT_BYTES,
  fromUtf8,
  readPlainJson,
  readReceipt,
  toUtf8,
  type ReceiptInput,
} from '@meterpki/protocol';
import { readContainer } from '@meterpki/protocol/containers';
import { containedItems, unreadable, type FoundItem } from './found-item';
import { readJsonItem } from './json-item';
import type { Line } from './lines';

/** JSON around a receipt may be longer than the receipt: escapes, members beside it. */
const MAX_JSON_CHARACTERS = 8 * MAX_RECEIPT_BYTES;

/** What stands at a line, and the number of lines it takes. */
interface Found {
  readonly items: readonly FoundItem[];
  readonly lines: number;
}

const receiptItem = (input: ReceiptInput, members: Readonly<Record<string, unknown>> = {}): FoundItem => ({
  content: { kind: 'receipt', input },
  members,
});

/** The objects of one file. Members stay as they were read. */
function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.length > MAX_JSON_CHARACTERS) return undefined;
  const value = readPlainJson(text);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
}

/** What a JSON object holds: a receipt in a member, signed values of a container, or a receipt that is JSON itself. */
function itemsOfObject(object: Readonly<Record<string, unknown>>, text: string): readonly FoundItem[] {
  const item = readJsonItem(object);
  if (item === undefined) return containedItems(readContainer(text)) ?? [receiptItem({ text })];
  return item.kind === 'fault' ? [{ fault: item.text }] : [receiptItem(item.input, item.members)];
}

const isReadable = (text: string): boolean => readReceipt(text).kind !== 'malformed';

function bounded(item: FoundItem): FoundItem {
  if (item.content?.kind !== 'receipt') return item;
  const tooLong = toUtf8(item.content.input.text).length > MAX_RECEIPT_BYTES;
  return tooLong
    ? { members: {}, content: unreadable('malformed', `is longer than ${MAX_RECEIPT_BYTES} bytes`) }
    : item;
}

/** Cuts a file into receipts, one line each or spread over several. */
export class ReceiptCutter {
  readonly #bytes: Buffer;
  readonly #lines: readonly Line[];

  constructor(bytes: Buffer, lines: readonly Line[]) {
    this.#bytes = bytes;
    this.#lines = lines;
  }

  /** What stands at the line with this index. */
  at(index: number): Found {
    const text = this.#lines[index]?.text;
    if (text === undefined) {
      return { items: [{ members: {}, content: unreadable('malformed', 'is not UTF-8 text') }], lines: 1 };
    }
    const { items, lines } = this.#found(text, index);
    return { items: items.map(bounded), lines };
  }

  #found(text: string, index: number): Found {
    if (text.startsWith('{')) return this.#json(text, index);
    if (text.startsWith('OCMF|')) return this.#ocmf(text, index);
    const contained = text.startsWith('[') ? containedItems(readContainer(text)) : undefined;
    return { items: contained ?? [receiptItem({ text })], lines: 1 };
  }

  /** One object a line; the whole file may be one object, printed over several lines. */
  #json(text: string, index: number): Found {
    const object = jsonObject(text);
    if (object !== undefined) return { items: itemsOfObject(object, text), lines: 1 };
    const whole = index === 0 ? this.#slice(0, this.#lines.length) : undefined;
    const wholeObject = whole === undefined ? undefined : jsonObject(whole);
    if (whole === undefined || wholeObject === undefined) return { items: [receiptItem({ text })], lines: 1 };
    return { items: itemsOfObject(wholeObject, whole), lines: this.#lines.length };
  }

  /** A record with line breaks in its JSON is signed with them: up to the next record it is taken as it stands. */
  #ocmf(text: string, index: number): Found {
    const alone = { items: [receiptItem({ text })], lines: 1 };
    if (text.length > MAX_RECEIPT_BYTES || isReadable(text)) return alone;
    const end = this.#nextRecord(index + 1);
    const joined = end > index + 1 ? this.#slice(index, end) : undefined;
    if (joined === undefined || !isReadable(joined)) return alone;
    return { items: [receiptItem({ text: joined })], lines: end - index };
  }

  /** Index of the first line from `start` on that begins a record, or the number of lines. */
  #nextRecord(start: number): number {
    for (let index = start; index < this.#lines.length; index++) {
      if (this.#lines[index]?.text?.startsWith('OCMF|') === true) return index;
    }
    return this.#lines.length;
  }

  #slice(from: number, to: number): string | undefined {
    const start = this.#lines[from]?.start ?? 0;
    return fromUtf8(this.#bytes.subarray(start, this.#lines[to - 1]?.end))?.trim();
  }
}
