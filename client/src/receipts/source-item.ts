// SPDX-License-Identifier: Apache-2.0
import type { ReceiptInput } from '@meterpki/protocol';

/** Where a receipt was found. */
export interface ReceiptPlace {
  /** As it was named; `-` for the standard input. */
  readonly file: string;
  /** Of its first character, from 1. */
  readonly line: number;
}

/** A receipt out of a file, or a place where there ought to be one. */
export interface SourceItem {
  readonly source: ReceiptPlace;
  /** `unreadable`: the bytes cannot even be handed to a reader; `text` says why. */
  readonly content:
    | { readonly kind: 'receipt'; readonly input: ReceiptInput }
    | { readonly kind: 'unreadable'; readonly text: string };
  /** What else stood in the line, for lines of JSON. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** `file:line`. */
export const placeText = ({ file, line }: ReceiptPlace): string => `${file}:${line}`;
