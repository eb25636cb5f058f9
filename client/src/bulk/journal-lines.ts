// SPDX-License-Identifier: Apache-2.0
import * as v from 'valibot';
import { faulty } from '../errors';

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** A line: what is about to be sent, or what became of it. */
const line = v.union([
  v.strictObject({ schema: v.literal(1), sending: digest, items: v.array(digest) }),
  v.strictObject({ schema: v.literal(1), committed: digest }),
  v.strictObject({ schema: v.literal(1), failed: digest }),
]);

/** A line, read. */
export type JournalLine = v.InferOutput<typeof line>;

/** How lines begin, as they are written. */
const beginnings = ['sending', 'committed', 'failed'].map((what) => `{"schema":1,"${what}":"`);

/** True for what a crash may have left of a line. */
const isBegun = (text: string): boolean =>
  beginnings.some((beginning) => beginning.startsWith(text) || text.startsWith(beginning));

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a journal holds. */
export interface JournalContent {
  readonly lines: readonly JournalLine[];
  /** Bytes of these lines. What follows was cut off in the middle, and never written. */
  readonly size: number;
}

/**
 * Reads the text of a journal.
 * @throws {@link ClientError} `INPUT_INVALID` for one that is none, also where only the rest behind the last line end is not
 * the beginning of a line: then somebody else's file was named
 */
export function journalContent(text: string, file: string): JournalContent {
  const end = text.lastIndexOf('\n') + 1;
  const lines = text
    .slice(0, end)
    .split('\n')
    .slice(0, -1)
    .map((one, index) => {
      const parsed = v.safeParse(line, jsonIn(one));
      if (parsed.success) return parsed.output;
      throw faulty('INPUT_INVALID', [{ path: `${file}:${index + 1}`, text: 'is no line of a journal' }]);
    });
  if (!isBegun(text.slice(end))) throw faulty('INPUT_INVALID', [{ path: file, text: 'is no journal' }]);
  return { lines, size: Buffer.byteLength(text.slice(0, end)) };
}
