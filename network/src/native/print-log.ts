// SPDX-License-Identifier: Apache-2.0
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { LogOptions } from '../mode.js';
import { messageOf, NetworkError } from '../errors.js';

const TAIL_BYTES = 1_000_000;
const LOOK_MILLISECONDS = 250;

/**
 * Prints the last lines of a log, and what is added to it until the signal is given.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export async function printLogFile(
  file: string,
  { follow, lines, signal, write }: LogOptions,
): Promise<void> {
  let place = readFrom(file, Math.max(0, sizeOf(file) - TAIL_BYTES), (text) => {
    write(lastLines(text, lines));
  });
  while (follow && signal?.aborted !== true) {
    await delay(LOOK_MILLISECONDS, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    // A log that was rotated begins anew.
    place = readFrom(file, place > sizeOf(file) ? 0 : place, write);
  }
}

function lastLines(text: string, lines: number): string {
  const all = text.split('\n');
  const whole = text.endsWith('\n') ? all.slice(0, -1) : all;
  return whole
    .slice(Math.max(0, whole.length - lines))
    .map((line) => `${line}\n`)
    .join('');
}

const sizeOf = (file: string): number => withFile(file, (handle) => fstatSync(handle).size);

function readFrom(file: string, place: number, use: (text: string) => void): number {
  const bytes = withFile(file, (handle) => {
    const buffer = Buffer.alloc(Math.max(0, fstatSync(handle).size - place));
    return buffer.subarray(0, readSync(handle, buffer, 0, buffer.length, place));
  });
  if (bytes.length > 0) use(bytes.toString('utf8'));
  return place + bytes.length;
}

function withFile<T>(file: string, use: (handle: number) => T): T {
  try {
    const handle = openSync(file, 'r');
    try {
      return use(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw new NetworkError('STORAGE_FAILED', `${file} cannot be read: ${messageOf(error)}`, {
      next: 'The log is there once the node was started: see "network status".',
    });
  }
}
