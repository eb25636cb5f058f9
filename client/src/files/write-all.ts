// SPDX-License-Identifier: Apache-2.0
import { writeSync } from 'node:fs';
import { systemCode } from './bounded-file';

/** How long a full pipe is left to its reader, milliseconds. */
const PAUSE_MS = 5;

const clock = new Int32Array(new SharedArrayBuffer(4));

/** Writes what fits now. Node.js makes pipes of the standard output such that a full one answers EAGAIN. */
function writeSome(descriptor: number, bytes: Uint8Array, from: number): number {
  try {
    return writeSync(descriptor, bytes, from);
  } catch (error) {
    if (systemCode(error) !== 'EAGAIN') throw error;
    Atomics.wait(clock, 0, 0, PAUSE_MS);
    return 0;
  }
}

/**
 * Writes a text to its last byte. The operating system may take a part and call that success, as it does where a disk is
 * nearly full; only the next attempt tells why.
 * @throws the error of the operating system; a part of the text may have been written
 */
export function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSome(descriptor, bytes, written);
}
