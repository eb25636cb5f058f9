// SPDX-License-Identifier: Apache-2.0
import { MAX_RECEIPT_BYTES } from '@meterpki/protocol';

/** Where a command reads and writes. */
export interface Streams {
  /** Results alone go here. */
  readonly out: (text: string) => void;
  /** Everything said to people. */
  readonly err: (text: string) => void;
  /** The whole standard input as UTF-8. */
  readonly input: () => Promise<string>;
}

/** One byte more than any receipt may have, and room for white space around it, is enough to refuse it. */
const ENOUGH = 2 * MAX_RECEIPT_BYTES;

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > ENOUGH) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The streams of this process. */
export const processStreams: Streams = {
  out: (text) => {
    process.stdout.write(`${text}\n`);
  },
  err: (text) => {
    process.stderr.write(`${text}\n`);
  },
  input: readInput,
};
