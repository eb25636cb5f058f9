// SPDX-License-Identifier: Apache-2.0
import { ClientError } from '../errors';
import { placeText, type SourceItem } from '../receipts/source-item';
import type { JudgedItem } from './judged-item';
import { printable } from './output/printable';
import type { Streams } from './streams';

/** More places than this are counted, not listed. */
const MAX_PLACES = 20;

/** Places of receipts: those that follow each other as a range. */
function rangesOf(indexes: readonly number[], receipts: readonly SourceItem[]): string[] {
  const ranges: [first: number, last: number][] = [];
  for (const index of indexes) {
    const range = ranges.at(-1);
    if (range?.[1] === index - 1) range[1] = index;
    else ranges.push([index, index]);
  }
  const place = (index: number): string[] => receipts.slice(index, index + 1).map(placeOf);
  return ranges.map(([first, last]) => [...new Set([first, last].flatMap(place))].join(' to '));
}

const placeOf = ({ source }: SourceItem): string => printable(placeText(source));

/** What of a failed run is on the ledger; '' for nothing. */
function recordedText(last: SourceItem | undefined, error: unknown, items: readonly SourceItem[]): string {
  const receipts = items.filter(({ content }) => content.kind === 'receipt');
  const ranges = rangesOf(error instanceof ClientError ? error.recordedIndexes : [], receipts);
  const hidden = ranges.length - MAX_PLACES;
  const untold = `${ranges.slice(0, MAX_PLACES).join(', ')}${hidden > 0 ? ` (and ${hidden} more places)` : ''}`;
  return [
    ...(last === undefined ? [] : [`all up to ${placeOf(last)}`]),
    ...(ranges.length === 0 ? [] : [`without a result ${untold}`]),
  ].join(', and ');
}

/**
 * Passes on what a run that records without a journal comes to. Where it fails, it says which receipts are on the ledger:
 * whoever repeats the command must leave them out.
 * @param items - what is judged, in the same order
 * @throws what `judged` throws
 */
export async function* watchRecorded(
  judged: AsyncIterable<JudgedItem>,
  items: readonly SourceItem[],
  streams: Streams,
): AsyncGenerator<JudgedItem, void, undefined> {
  let last: SourceItem | undefined;
  try {
    for await (const entry of judged) {
      if (entry.outcome.recorded !== undefined) last = entry.item;
      yield entry;
    }
  } catch (error) {
    const recorded = recordedText(last, error, items);
    if (recorded !== '') streams.note(`meterpki: recorded although the rest failed: ${recorded}.`);
    throw error;
  }
}
