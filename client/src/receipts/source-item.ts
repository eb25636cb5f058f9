// SPDX-License-Identifier: Apache-2.0
import type { Finding, ReceiptInput } from '@meterpki/protocol';
import type { Surroundings } from '@meterpki/protocol/containers';

/** Where a receipt was found. */
export interface ReceiptPlace {
  /** As it was named; `-` for the standard input. */
  readonly file: string;
  /** Of its first character, from 1. */
  readonly line: number;
  /** Its place in the container that starts there, from 1. */
  readonly position?: number;
}

/** What the container says of a receipt in it; none of it is signed. */
export interface ContainerContext extends Surroundings {
  /** Name of the container's format. */
  readonly format: string;
}

/** A receipt, or why a place holds none; `text` says why, as the rest of a sentence that begins with "it". */
export type ItemContent =
  | { readonly kind: 'receipt'; readonly input: ReceiptInput }
  | {
      readonly kind: 'unreadable';
      readonly reason: 'malformed' | 'unsupported';
      readonly text: string;
    };

/** A receipt out of a file, or a place where there ought to be one. */
export interface SourceItem {
  readonly source: ReceiptPlace;
  /** `unreadable`: there is nothing that could be handed to a reader. */
  readonly content: ItemContent;
  /** What else stood in the line, for lines of JSON. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Present for what stood in a container. */
  readonly container?: ContainerContext;
  /** What the other receipts of its transaction say about it; for what stood in a container. */
  readonly transaction?: { readonly findings: readonly Finding[]; readonly complete: boolean };
}

/** `file:line`, and `#n` behind it in a container. */
export const placeText = ({ file, line, position }: ReceiptPlace): string =>
  position === undefined ? `${file}:${line}` : `${file}:${line}#${position}`;

/** The key that stood beside a receipt, as written: shown, never trusted. */
export function keyBeside({ container, members }: SourceItem): string | undefined {
  return container?.key ?? (typeof members.publicKey === 'string' ? members.publicKey : undefined);
}
