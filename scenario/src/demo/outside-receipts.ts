// SPDX-License-Identifier: Apache-2.0
import { placeText, type ReceiptOutcome, type SourceItem } from '@meterpki/client';
import type { ReceiptInput } from '@meterpki/protocol';
import type { Cast } from '../story/cast';
import { distinctKeys, holdersOf, keyOfLine } from './outside-keys';
import type { Report } from './report';
import { verdictText } from './verdict-text';

/** Counts of what became of the lines. */
export interface Tally {
  readonly checked: number;
  readonly skipped: number;
  readonly unreadable: number;
}

/** What to ask the ledger about a line, or why there is nothing to ask. */
function questionOf(
  item: SourceItem,
  holders: ReadonlyMap<string, string>,
): ReceiptInput | 'unsupported' | 'unreadable' {
  if (item.content.kind !== 'receipt') return 'unreadable';
  const key = keyOfLine(item);
  if (key === 'unsupported') return 'unsupported';
  const meterId = key === undefined ? undefined : holders.get(key.fingerprint);
  const { input } = item.content;
  return meterId === undefined ? input : { ...input, meterId };
}

/** What a line says of itself: `true`, `false`, or nothing. */
function expectedVerdict({ members }: SourceItem): string | undefined {
  const { expectedValid } = members;
  if (typeof expectedValid !== 'boolean') return undefined;
  return expectedValid ? 'valid' : 'invalid';
}

function tellOutcome(item: SourceItem, outcome: ReceiptOutcome | undefined, report: Report): void {
  const text = outcome === undefined ? 'no answer' : verdictText(outcome);
  const step = {
    text: `${placeText(item.source)}  ${outcome?.meterId ?? ''}`,
    tx: outcome?.recorded?.transactionId,
  };
  const expected = expectedVerdict(item);
  const asExpected = expected === undefined || outcome?.verdict === expected;
  report.outcome(step, text, asExpected ? text : expected);
}

/** Checks each line against the meter that holds the line's own key, and records the checks. */
export async function checkOutside(cast: Cast, items: readonly SourceItem[], report: Report): Promise<Tally> {
  report.phase('4. Use: society checks the receipts, every check is recorded');
  const holders = await holdersOf(cast, distinctKeys(items));
  const questions = items.map((item) => questionOf(item, holders));
  const asked = questions.filter((question) => typeof question === 'object');
  const { society } = await cast.session('ptb', 'society');
  const outcomes = (await society.recordChecks(asked)).values();
  for (const [index, item] of items.entries()) {
    const question = questions[index];
    if (typeof question === 'object') tellOutcome(item, outcomes.next().value, report);
    else if (question === 'unreadable')
      report.outcome({ text: placeText(item.source) }, 'unreadable', 'a receipt');
    else
      report.skipped(`${placeText(item.source)}: unsupported, the curve of its key is not built in; skipped`);
  }
  const count = (kind: string): number => questions.filter((question) => question === kind).length;
  return { checked: asked.length, skipped: count('unsupported'), unreadable: count('unreadable') };
}
