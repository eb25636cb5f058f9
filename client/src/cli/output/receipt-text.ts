// SPDX-License-Identifier: Apache-2.0
import { findings, reasons, readReceipt, type ReceiptInput } from '@meterpki/protocol';
import type { Assurance } from '../../faces/outcome';
import { placeText, type SourceItem } from '../../receipts/source-item';
import { embeddedKeyOf } from '../embedded-key';
import type { JudgedItem } from '../judged-item';
import { measuredIn } from './measured';
import { printable } from './printable';
import { headline, labelled, verdictText } from './style';

/** How far each assurance carries, in words. */
const assurances: Readonly<Record<Assurance, string>> = {
  evaluated: "evaluated: one peer's answer, nothing written",
  committed: 'committed: the check is on the ledger',
  'key-only': 'key-only: judged here against the given key; no register was asked',
  local: 'local: judged here; it could not be sent to the ledger',
};

/** Why a receipt could not be read, in more words than the verdict has. */
function problemOf({ item: { content } }: JudgedItem): string | undefined {
  if (content.kind === 'unreadable') return `it ${content.text}`;
  const read = readReceipt(content.input.text, content.input.format);
  return read.kind === 'receipt' ? undefined : read.text;
}

function verdictLine(judged: JudgedItem): string {
  const { item, outcome } = judged;
  const place = headline(printable(placeText(item.source)));
  if (outcome.reason === undefined) return `${place}  ${verdictText(outcome.verdict)}`;
  const problem = outcome.receiptId === undefined ? problemOf(judged) : undefined;
  const detail = problem === undefined ? '' : `: ${problem}`;
  const { text } = reasons[outcome.reason];
  return `${place}  ${verdictText(outcome.verdict)} (${outcome.reason}): ${text}${detail}`;
}

/** Nothing shows that the meter said so unless the receipt is valid. */
function measuredLines(input: ReceiptInput, isValid: boolean): string[] {
  const measured = measuredIn(input);
  if (measured === undefined) return [];
  const label = isValid ? 'measured' : 'claims';
  const when = measured.when === undefined ? [] : [labelled('when', `${measured.when} (the meter's clock)`)];
  return [...measured.what.map((text) => labelled(label, text)), ...when];
}

/** What stands around the receipt, and the key in it or beside it. */
function surroundingLines(item: SourceItem): string[] {
  const { content, container } = item;
  const { transaction, moment } = container ?? {};
  const named = [transaction, moment].flatMap((part) => part ?? []).join(', ');
  const read = content.kind === 'receipt' ? readReceipt(content.input.text, content.input.format) : undefined;
  const key = read?.kind === 'receipt' ? embeddedKeyOf(item, read.receipt) : undefined;
  return [
    ...(named === '' ? [] : [labelled('session', printable(named))]),
    ...(key === undefined ? [] : [labelled('embedded key', `${key} (shown, never trusted)`)]),
  ];
}

/** A receipt's verdict and what it rests on, for people. */
export function receiptLines(judged: JudgedItem): string[] {
  const { item, outcome } = judged;
  const { meterId, key, receiptId, recorded } = outcome;
  const optional = (label: string, text: string | undefined): string[] =>
    text === undefined ? [] : [labelled(label, printable(text))];
  return [
    verdictLine(judged),
    ...optional('meter', meterId),
    ...(item.content.kind === 'receipt'
      ? measuredLines(item.content.input, outcome.verdict === 'valid')
      : []),
    ...surroundingLines(item),
    ...optional('key', key),
    ...optional('receipt', receiptId),
    ...outcome.findings.map((finding) => labelled('finding', `${finding}: ${findings[finding]}`)),
    labelled('assurance', assurances[outcome.assurance]),
    ...optional('record', recorded?.check ?? recorded?.record),
    ...optional('transaction', recorded?.transactionId),
  ];
}
