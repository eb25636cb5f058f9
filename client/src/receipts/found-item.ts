// SPDX-License-Identifier: Apache-2.0
import type { Contained, ReadContainer } from '@meterpki/protocol/containers';
import type { ContainerContext, ItemContent } from './source-item';

/** What was found at a place: something to judge, or in words what is wrong with the line. */
export type FoundItem =
  | {
      readonly content: ItemContent;
      readonly members: Readonly<Record<string, unknown>>;
      readonly container?: ContainerContext;
    }
  | { readonly fault: string; readonly content?: never };

/** Content of a place that holds nothing to judge. */
export const unreadable = (reason: 'malformed' | 'unsupported', text: string): ItemContent => ({
  kind: 'unreadable',
  reason,
  text,
});

function itemOf(format: string, { content: { kind, text }, ...surroundings }: Contained): FoundItem {
  const content: ItemContent = kind === 'receipt' ? { kind, input: { text } } : unreadable(kind, text);
  return { content, members: {}, container: { format, ...surroundings } };
}

/** What a container holds; one item where it cannot be read, undefined where there is none. */
export function containedItems(read: ReadContainer | undefined): readonly FoundItem[] | undefined {
  if (read?.kind !== 'malformed') return read?.items.map((item) => itemOf(read.format, item));
  return [{ members: {}, content: unreadable('malformed', `cannot be used: ${read.text}`) }];
}
