// SPDX-License-Identifier: Apache-2.0
import { readReceipt } from '@meterpki/protocol';
import type { ContainerContext, SourceItem } from '../../receipts/source-item';
import { embeddedKeyOf } from '../embedded-key';

const containerJson = ({ format, transaction, moment }: ContainerContext): object => ({
  format,
  transaction: transaction ?? null,
  moment: moment ?? null,
});

/** What an item says of itself, every figure in the meter's own digits; members that have no value are null. */
export function claimsJson(item: SourceItem): Readonly<Record<string, unknown>> {
  const { content } = item;
  const container = item.container === undefined ? {} : { container: containerJson(item.container) };
  if (content.kind === 'unreadable') return { problem: content.text, ...container };
  const read = readReceipt(content.input.text, content.input.format);
  if (read.kind !== 'receipt') return { problem: read.text, ...container };
  const { format, claimed = null, aliases, readings, pagination = null } = read.receipt;
  const embeddedKey = embeddedKeyOf(item, read.receipt) ?? null;
  return { format, claimed, aliases, readings, pagination, embeddedKey, ...container };
}
