// SPDX-License-Identifier: Apache-2.0
import { readReceipt, type Reading, type Receipt } from '@meterpki/protocol';
import { placeText, type SourceItem } from '../../receipts/source-item';
import { embeddedKeyOf } from '../embedded-key';
import { moment } from '../language/figures';
import type { Label, Words } from '../language/words';
import { measuredIn } from './measured';
import { obisText } from './obis-text';
import { printable } from './printable';
import { signatureFacts, signatureText } from './signature-text';
import { headline, receiptLine } from './style';
import { userFieldsOf } from './user-fields';

/** Writes lines about one receipt. */
class Lines {
  readonly words: Words;

  constructor(words: Words) {
    this.words = words;
  }

  line(label: Label, text: string): string {
    return receiptLine(this.words, label, text);
  }

  optional(label: Label, text: string | undefined): string[] {
    return text === undefined ? [] : [this.line(label, printable(text))];
  }
}

function timeText({ claimed }: Receipt, { clocks, noPointInTime, language }: Words): string | undefined {
  if (claimed === undefined) return undefined;
  const { text, milliseconds, clock = 'none' } = claimed;
  const utc =
    milliseconds === undefined ? noPointInTime : moment(new Date(milliseconds).toISOString(), language);
  const said = Object.entries(clocks).find(([status]) => status === clock)?.[1] ?? clocks.none;
  return `${text}: ${utc}; ${said}`;
}

/** Registers in words, each once. */
function registerTexts(readings: readonly Reading[], words: Words): string[] {
  const codes = new Set(readings.flatMap(({ obis }) => obis ?? []));
  return [...codes].flatMap((code) => {
    const text = obisText(code, words);
    return text === undefined ? [] : [`${code}: ${text}`];
  });
}

function userLines(receipt: Receipt, showUser: boolean, lines: Lines): string[] {
  const { kind, id, tariff } = userFieldsOf(receipt);
  const shown = showUser ? id : lines.words.hiddenUser(kind);
  return [
    ...lines.optional('user', id === undefined ? undefined : shown),
    ...lines.optional('tariff', tariff),
  ];
}

/** What the record claims: format, names, readings, times. */
function claimLines({ content, container }: SourceItem, receipt: Receipt, lines: Lines): string[] {
  const { words } = lines;
  const measured = content.kind === 'receipt' ? measuredIn(content.input, words) : undefined;
  const { format, meterId, aliases, readings, pagination } = receipt;
  return [
    lines.line('format', container === undefined ? format : words.formatIn(format, container.format)),
    ...lines.optional('meter', meterId),
    ...aliases.map(({ kind, text }) => lines.line('namesItself', printable(`${kind} ${text}`))),
    ...(measured?.what ?? []).map((text) => lines.line('claims', text)),
    ...registerTexts(readings, words).map((text) => lines.line('register', printable(text))),
    ...lines.optional('signingTime', timeText(receipt, words)),
    ...lines.optional('pagination', pagination),
  ];
}

function receiptParts(item: SourceItem, receipt: Receipt, showUser: boolean, lines: Lines): string[] {
  const { words } = lines;
  const key = embeddedKeyOf(item, receipt);
  const notes = new Set([...receipt.findings, ...(item.transaction?.findings ?? [])]);
  return [
    ...claimLines(item, receipt, lines),
    ...userLines(receipt, showUser, lines),
    lines.line('signature', signatureText(signatureFacts(receipt), words.signature)),
    ...lines.optional('embeddedKey', key === undefined ? undefined : words.neverTrusted(key)),
    ...[...notes].map((code) => lines.line('finding', `${code}: ${words.findings[code]}`)),
  ];
}

/** What is in one receipt, in words of a language; nothing is verified. */
export function inspectionLines(item: SourceItem, showUser: boolean, words: Words): string[] {
  const place = headline(printable(placeText(item.source)));
  const { content } = item;
  const problem = (reason: 'malformed' | 'unsupported', text: string): string[] => [
    `${place}  ${reason}: ${words.reasons[reason]}${words.detail(text)}`,
  ];
  if (content.kind === 'unreadable') return problem(content.reason, `it ${content.text}`);
  const read = readReceipt(content.input.text, content.input.format);
  if (read.kind !== 'receipt') return problem(read.kind, read.text);
  return [place, ...receiptParts(item, read.receipt, showUser, new Lines(words))];
}
