// SPDX-License-Identifier: Apache-2.0

const DEFAULT_MAX = 300;

/** Characters that move the cursor, hide, or turn text around. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/**
 * A text that somebody else wrote, safe to show on a terminal: unprintable characters as `\u{…}`, cut after
 * `max` characters.
 */
export function printable(text: string, max = DEFAULT_MAX): string {
  const cut = text.length > max ? `${text.slice(0, max)}…` : text;
  return cut.replace(UNPRINTABLE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}
