// SPDX-License-Identifier: Apache-2.0
import { readReceipt, type ReceiptInput } from '@meterpki/protocol';
import { placeText, type SourceItem } from '../../receipts/source-item';
import { embeddedKeyOf } from '../embedded-key';
import type { JudgedItem } from '../judged-item';
import type { Label, Words } from '../language/words';
import type { Background } from '../register-facts';
import { backgroundLines, candidateLines } from './background-text';
import { measuredIn } from './measured';
import { printable } from './printable';
import { headline, receiptLine, verdictText } from './style';

/** Why a receipt could not be read, in more words than the verdict has. */
function problemOf({ item: { content } }: JudgedItem): string | undefined {
  if (content.kind === 'unreadable') return `it ${content.text}`;
  const read = readReceipt(content.input.text, content.input.format);
  return read.kind === 'receipt' ? undefined : read.text;
}

function verdictLine(judged: JudgedItem, words: Words): string {
  const { item, outcome } = judged;
  const place = headline(printable(placeText(item.source)));
  const verdict = verdictText(outcome.verdict, words);
  if (outcome.reason === undefined) return `${place}  ${verdict}`;
  const problem = outcome.receiptId === undefined ? problemOf(judged) : undefined;
  const detail = problem === undefined ? '' : words.detail(problem);
  return `${place}  ${verdict} (${outcome.reason}): ${words.reasons[outcome.reason]}${detail}`;
}

/** Nothing shows that the meter said so unless the receipt is valid. */
function measuredLines(input: ReceiptInput, isValid: boolean, words: Words): string[] {
  const measured = measuredIn(input, words);
  if (measured === undefined) return [];
  const { what, when } = measured;
  return [
    ...what.map((text) => receiptLine(words, isValid ? 'measured' : 'claims', text)),
    ...(when === undefined ? [] : [receiptLine(words, 'when', words.metersClock(when))]),
  ];
}

/** What stands around the receipt, and the key in it or beside it. */
function surroundingLines(item: SourceItem, words: Words): string[] {
  const { content, container } = item;
  const { transaction, moment } = container ?? {};
  const named = [transaction, moment === undefined ? undefined : words.moments[moment]];
  const session = named.flatMap((part) => part ?? []).join(', ');
  const read = content.kind === 'receipt' ? readReceipt(content.input.text, content.input.format) : undefined;
  const key = read?.kind === 'receipt' ? embeddedKeyOf(item, read.receipt) : undefined;
  return [
    ...(session === '' ? [] : [receiptLine(words, 'session', printable(session))]),
    ...(key === undefined ? [] : [receiptLine(words, 'embeddedKey', words.neverTrusted(key))]),
  ];
}

/**
 * A receipt's verdict and what it rests on, in words of a language.
 * @param background - what the register says of the meter, where it was asked
 */
export function receiptLines(judged: JudgedItem, words: Words, background: Background = {}): string[] {
  const { item, outcome } = judged;
  const { meterId, key, receiptId, recorded } = outcome;
  const optional = (label: Label, text: string | undefined): string[] =>
    text === undefined ? [] : [receiptLine(words, label, printable(text))];
  const { content } = item;
  return [
    verdictLine(judged, words),
    ...optional('meter', meterId),
    ...backgroundLines(background, key, words),
    ...(content.kind === 'receipt' ? measuredLines(content.input, outcome.verdict === 'valid', words) : []),
    ...surroundingLines(item, words),
    ...candidateLines(background, words),
    ...optional('receipt', receiptId),
    ...outcome.findings.map((code) => receiptLine(words, 'finding', `${code}: ${words.findings[code]}`)),
    receiptLine(words, 'assurance', words.assurances[outcome.assurance]),
    ...optional('record', recorded?.check ?? recorded?.record),
    ...optional('transaction', recorded?.transactionId),
  ];
}
