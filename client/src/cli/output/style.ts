// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '@meterpki/protocol';
import { createColors } from 'picocolors';

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

/** A verdict in capitals, coloured on a terminal. */
export const verdictText = (verdict: Verdict): string => paints[verdict](colours.bold(verdict.toUpperCase()));

/** The first words of a block. */
export const headline = (text: string): string => colours.bold(text);

const LABEL_WIDTH = 13;

/** An indented line `label  text`. */
export const labelled = (label: string, text: string): string =>
  `  ${colours.dim(label.padEnd(LABEL_WIDTH))} ${text}`;
