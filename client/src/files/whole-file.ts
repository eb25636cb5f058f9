// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs';
import { faulty } from '../errors';
import { systemCode } from './bounded-file';
import { outletAt, type Outlet } from './outlet';
import { writeAll } from './write-all';

const unfinished = new Set<WholeFile>();

/** Nothing half-written stays behind, however the process ends of its own will. */
process.on('exit', () => {
  for (const file of unfinished) file.abandon();
});

/**
 * A file that appears under its name when it is complete, in place of any that was there, or not at all. A pipe or a device
 * of that name, such as `/dev/stdout`, is written to.
 */
export class WholeFile {
  readonly #file: string;
  readonly #outlet: Outlet;

  /** @throws {@link ClientError} `INPUT_INVALID` where the folder cannot be written to */
  constructor(file: string, mode = 0o644) {
    this.#file = file;
    this.#outlet = this.#carefully(() => outletAt(file, mode));
    unfinished.add(this);
  }

  /** Adds text. @throws {@link ClientError} `INPUT_INVALID` where it cannot be written to its end */
  write(text: string): void {
    this.#carefully(() => {
      writeAll(this.#outlet.descriptor, text);
    });
  }

  /** Puts the file under its name. @throws {@link ClientError} `INPUT_INVALID` where that is not possible */
  finish(): void {
    this.#carefully(() => {
      this.#outlet.finish();
    });
    unfinished.delete(this);
  }

  /** Leaves nothing behind. */
  abandon(): void {
    // One that could not be opened has nothing to leave.
    if (!unfinished.delete(this)) return;
    try {
      this.#outlet.abandon();
    } catch {
      // There is no such place, so nothing lies there.
    }
  }

  #carefully<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.abandon();
      const code = systemCode(error);
      throw faulty('INPUT_INVALID', [{ path: this.#file, text: `cannot be written (${code})` }]);
    }
  }
}

/**
 * Finds out whether a file could be written, before there is something that would be lost without it.
 * @throws {@link ClientError} `INPUT_INVALID` where it could not
 */
export function checkWritable(file: string): void {
  const place = statSync(file, { throwIfNoEntry: false });
  if (place?.isDirectory() === true)
    throw faulty('INPUT_INVALID', [{ path: file, text: 'is a folder, not a file' }]);
  // What is neither is written to directly, and opening it would be noticed at its other end.
  if (place === undefined || place.isFile()) new WholeFile(file).abandon();
}

/**
 * Writes a file as {@link WholeFile} does.
 * @throws {@link ClientError} `INPUT_INVALID` where it cannot be written
 */
export function writeFileWhole(file: string, text: string): void {
  const whole = new WholeFile(file);
  whole.write(text);
  whole.finish();
}
