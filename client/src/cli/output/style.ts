// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '@meterpki/protocol';
import { createColors } from 'picocolors';
import type { Label, Words } from '../language/words';

/** What `isTTY` holds: Node leaves it out where the output is no terminal. */
const terminal = (): boolean => (process.stdout as { readonly isTTY?: boolean }).isTTY ?? false;

/** Colour is for people at a terminal who did not turn it off (no-color.org), wherever the program runs. */
const wantsColour = (): boolean =>
  terminal() && (process.env.NO_COLOR ?? '') === '' && process.env.TERM !== 'dumb';

const colours = createColors(wantsColour());

const paints: Readonly<Record<Verdict, (text: string) => string>> = {
  valid: colours.green,
  invalid: colours.red,
  indeterminate: colours.yellow,
};

/** A verdict in capitals, in words of a language, coloured on a terminal. */
export const verdictText = (verdict: Verdict, { verdicts }: Words): string =>
  paints[verdict](colours.bold(verdicts[verdict]));

/** The first words of a block. */
export const headline = (text: string): string => colours.bold(text);

const LABEL_WIDTH = 13;

/** An indented line `label  text`. */
export const labelled = (label: string, text: string, width = LABEL_WIDTH): string =>
  `  ${colours.dim(label.padEnd(width))} ${text}`;

/** An indented line about a receipt, its label in words of a language. */
export function receiptLine({ labels }: Words, label: Label, text: string): string {
  const width = Math.max(LABEL_WIDTH, ...Object.values(labels).map(({ length }) => length));
  return labelled(labels[label], text, width);
}
