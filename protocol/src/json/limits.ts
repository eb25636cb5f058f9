// SPDX-License-Identifier: Apache-2.0

/** How deep lists and objects may stand in one another in anything that is read. */
export const MAX_NESTING = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** What a character outside a string does to the depth: `{` and `[` open, `}` and `]` close. */
const steps: Readonly<Record<number, number>> = { 0x7b: 1, 0x5b: 1, 0x7d: -1, 0x5d: -1 };

/** Offset of the quote that closes the string whose opening quote stands at `open`; the text's length if none does. */
export function closingQuote(text: string, open: number): number {
  // Most strings hold no escapes, and the engine looks for one character much faster than a loop here would.
  for (let quote = text.indexOf('"', open + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let start = quote;
    while (start > open + 1 && text.charCodeAt(start - 1) === BACKSLASH) start--;
    // Backslashes escape each other in pairs; one that is left over escapes the quote.
    if ((quote - start) % 2 === 0) return quote;
  }
  return text.length;
}

/**
 * Finds the end of the JSON object or list that starts at `start`, minding strings and escapes.
 * Does not check the grammar in between; `readJson` does.
 * @returns the offset behind its closing bracket, or undefined when it never closes or nests deeper than {@link MAX_NESTING}
 */
export function endOfJson(text: string, start: number): number | undefined {
  if (steps[text.charCodeAt(start)] !== 1) return undefined;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) at = closingQuote(text, at);
    else depth += steps[char] ?? 0;
    if (depth > MAX_NESTING) return undefined;
    if (depth <= 0) return at < text.length ? at + 1 : undefined;
  }
  return undefined;
}
