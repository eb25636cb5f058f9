// SPDX-License-Identifier: Apache-2.0
import { fromUtf8 } from '@meterpki/protocol';

/** A line of a file that holds more than white space. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** Offsets of its first byte and of the byte behind its last, the line feed left out. */
  readonly start: number;
  readonly end: number;
  /** Without outer white space; undefined where the bytes are not UTF-8. */
  readonly text: string | undefined;
}

const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The lines of a file that hold more than white space; a byte order mark in front is dropped. */
export function* filledLines(bytes: Buffer): Generator<Line, void, undefined> {
  let start = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  for (let number = 1; start < bytes.length; number++) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    const text = end === start ? '' : fromUtf8(bytes.subarray(start, end))?.trim();
    if (text !== '') yield { number, start, end, text };
    start = end + 1;
  }
}
