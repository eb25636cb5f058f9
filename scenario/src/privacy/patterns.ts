// SPDX-License-Identifier: Apache-2.0

/** One spelling of a text that is looked for. */
export interface Pattern {
  /** The text itself. */
  readonly text: string;
  readonly bytes: Buffer;
}

/** What base64 makes of the text wherever it begins inside of other bytes: the characters that no neighbour changes. */
function base64Of(text: string): string[] {
  return [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text, 'utf8')]);
    const first = offset === 0 ? 0 : offset + 1;
    return bytes.toString('base64').slice(first, Math.floor((bytes.length * 8) / 6));
  });
}

/** Every spelling in which a text may have been kept: as it is, in hex, in base64. */
function spellingsOf(text: string): string[] {
  const hex = Buffer.from(text, 'utf8').toString('hex');
  const base64 = base64Of(text);
  const url = base64.map((spelling) => spelling.replaceAll('+', '-').replaceAll('/', '_'));
  return [...new Set([text, hex, hex.toUpperCase(), ...base64, ...url])];
}

/** Patterns for texts. */
export const patternsOf = (texts: readonly string[]): Pattern[] =>
  texts.flatMap((text) =>
    spellingsOf(text).map((spelling) => ({ text, bytes: Buffer.from(spelling, 'utf8') })),
  );

/** The texts that stand in the bytes in any spelling. */
export function textsIn(bytes: Uint8Array, patterns: readonly Pattern[]): string[] {
  const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = patterns.filter((pattern) => haystack.includes(pattern.bytes));
  return [...new Set(found.map(({ text }) => text))];
}
