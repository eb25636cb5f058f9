// SPDX-License-Identifier: Apache-2.0
import { findings, readReceipt, type Reading, type Receipt } from '@meterpki/protocol';
import { placeText, type SourceItem } from '../../receipts/source-item';
import { embeddedKeyOf } from '../embedded-key';
import { measuredIn } from './measured';
import { obisText } from './obis-text';
import { printable } from './printable';
import { signatureFacts, signatureText } from './signature-text';
import { headline, labelled } from './style';
import { userFieldsOf } from './user-fields';

/** OCMF's clock status, in words. */
const clocks: Readonly<Record<string, string>> = {
  U: 'the clock was not synchronised',
  I: 'the time is informative only',
  S: 'the clock was synchronised',
  R: 'the time is relative to the start of the transaction',
};

const optional = (label: string, text: string | undefined): string[] =>
  text === undefined ? [] : [labelled(label, printable(text))];

function timeText({ claimed }: Receipt): string | undefined {
  if (claimed === undefined) return undefined;
  const moment =
    claimed.milliseconds === undefined
      ? 'names no point in time'
      : new Date(claimed.milliseconds).toISOString();
  const clock = clocks[claimed.clock ?? ''] ?? 'nothing is said of the clock';
  return `${claimed.text}: ${moment}; ${clock}`;
}

/** Registers in words, each once. */
function registerTexts(readings: readonly Reading[]): string[] {
  const codes = new Set(readings.flatMap(({ obis }) => obis ?? []));
  return [...codes].flatMap((code) => {
    const text = obisText(code);
    return text === undefined ? [] : [`${code}: ${text}`];
  });
}

function userLines(receipt: Receipt, showUser: boolean): string[] {
  const { kind, id, tariff } = userFieldsOf(receipt);
  const shown = showUser ? id : `${kind ?? 'an ID'} is there, not shown (--show-user shows it)`;
  return [...optional('user', id === undefined ? undefined : shown), ...optional('tariff', tariff)];
}

function receiptParts(item: SourceItem, receipt: Receipt, showUser: boolean): string[] {
  const { content, container } = item;
  const measured = content.kind === 'receipt' ? measuredIn(content.input) : undefined;
  const key = embeddedKeyOf(item, receipt);
  const notes = [...new Set([...receipt.findings, ...(item.transaction?.findings ?? [])])];
  return [
    labelled('format', container === undefined ? receipt.format : `${receipt.format} in ${container.format}`),
    ...optional('meter', receipt.meterId),
    ...receipt.aliases.map(({ kind, text }) => labelled('names itself', printable(`${kind} ${text}`))),
    ...(measured?.what ?? []).map((text) => labelled('claims', text)),
    ...registerTexts(receipt.readings).map((text) => labelled('register', printable(text))),
    ...optional('signing time', timeText(receipt)),
    ...optional('pagination', receipt.pagination),
    ...userLines(receipt, showUser),
    labelled('signature', signatureText(signatureFacts(receipt))),
    ...optional('embedded key', key === undefined ? undefined : `${key} (shown, never trusted)`),
    ...notes.map((finding) => labelled('finding', `${finding}: ${findings[finding]}`)),
  ];
}

/** What is in one receipt, in words; nothing is verified. */
export function inspectionLines(item: SourceItem, showUser: boolean): string[] {
  const place = headline(printable(placeText(item.source)));
  const { content } = item;
  if (content.kind === 'unreadable') return [`${place}  ${content.reason}: it ${content.text}`];
  const read = readReceipt(content.input.text, content.input.format);
  if (read.kind !== 'receipt') return [`${place}  ${read.kind}: ${read.text}`];
  return [place, ...receiptParts(item, read.receipt, showUser)];
}
