// SPDX-License-Identifier: Apache-2.0
import { fromUtf8 } from '@meterpki/protocol';
import { readContainer } from '@meterpki/protocol/containers';
import { faulty, type InputFault } from '../errors';
import { containedItems, type FoundItem } from './found-item';
import { filledLines, type Line } from './lines';
import { ReceiptCutter } from './receipt-cutter';
import { placeText, type ReceiptPlace, type SourceItem } from './source-item';
import { withTransactions } from './transactions';

/** The most receipts of one file. */
export const MAX_ITEMS = 100_000;

/** All filled lines, or undefined where there are too many. */
function boundedLines(bytes: Buffer): Line[] | undefined {
  const lines: Line[] = [];
  for (const line of filledLines(bytes)) {
    if (lines.length >= MAX_ITEMS) return undefined;
    lines.push(line);
  }
  return lines;
}

/** A file that is one container, or undefined for any other. */
function wholeContainer(bytes: Buffer, format: string | undefined): readonly FoundItem[] | undefined {
  const text = fromUtf8(bytes);
  return text === undefined ? undefined : containedItems(readContainer(text, format));
}

/** What was found, and the line where it begins. */
interface Placed {
  readonly line: number;
  readonly items: readonly FoundItem[];
}

function* linewise(bytes: Buffer, file: string): Generator<Placed, void, undefined> {
  const lines = boundedLines(bytes);
  if (lines === undefined)
    throw faulty('INPUT_INVALID', [{ path: file, text: `has more than ${MAX_ITEMS} lines` }]);
  const cutter = new ReceiptCutter(bytes, lines);
  for (let index = 0; index < lines.length;) {
    const { items, lines: taken } = cutter.at(index);
    yield { line: lines[index]?.number ?? 0, items };
    index += taken;
  }
}

/** Only what stands in a container needs a position besides the line. */
function placeOf(file: string, line: number, found: FoundItem, index: number): ReceiptPlace {
  return found.content !== undefined && found.container !== undefined
    ? { file, line, position: index + 1 }
    : { file, line };
}

/**
 * Finds the receipts in the bytes of a file: a container (S.A.F.E. XML, OCPP, OCPI), OCMF records, lines of JSON (see
 * `readJsonItem`) or with a container each, or any other text, line by line; no line is skipped. A text that
 * no format knows is a receipt all the same: saying so is the verdict's business.
 * @param file - what places and errors call it
 * @param containerFormat - the file is one container of this format; otherwise the content decides
 * @throws {@link ClientError} `INPUT_INVALID` with every fault: no receipt at all, too many, or JSON members
 * that cannot be used
 */
export function parseReceipts(bytes: Uint8Array, file: string, containerFormat?: string): SourceItem[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = wholeContainer(buffer, containerFormat);
  const places = whole === undefined ? linewise(buffer, file) : [{ line: 1, items: whole }];
  const items: SourceItem[] = [];
  const faults: InputFault[] = [];
  for (const { line, items: found } of places) {
    for (const [index, item] of found.entries()) {
      const source = placeOf(file, line, item, index);
      if (item.content === undefined) faults.push({ path: placeText(source), text: item.fault });
      else items.push({ source, ...item });
    }
  }
  if (faults.length > 0) throw faulty('INPUT_INVALID', faults);
  if (items.length === 0) throw faulty('INPUT_INVALID', [{ path: file, text: 'holds no receipt' }]);
  return withTransactions(items);
}
