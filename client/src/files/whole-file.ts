// SPDX-License-Identifier: Apache-2.0
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { faulty } from '../errors';
import { systemCode } from './bounded-file';

const unfinished = new Set<WholeFile>();

/** Nothing half-written stays behind, however the process ends of its own will. */
process.on('exit', () => {
  for (const file of unfinished) file.abandon();
});

/** A file that appears under its name when it is complete, in place of any that was there, or not at all. */
export class WholeFile {
  readonly #file: string;
  readonly #draft: string;
  readonly #descriptor: number;
  #isOpen = false;

  /** @throws {@link ClientError} `INPUT_INVALID` where the folder cannot be written to */
  constructor(file: string, mode = 0o644) {
    this.#file = file;
    this.#draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
    this.#descriptor = this.#carefully(() => openSync(this.#draft, 'wx', mode));
    this.#isOpen = true;
    unfinished.add(this);
  }

  /** Adds text. @throws {@link ClientError} `INPUT_INVALID` where it cannot be written */
  write(text: string): void {
    this.#carefully(() => writeSync(this.#descriptor, text));
  }

  /** Puts the file under its name. @throws {@link ClientError} `INPUT_INVALID` where that is not possible */
  finish(): void {
    this.#carefully(() => {
      fsyncSync(this.#descriptor);
      this.#close();
      renameSync(this.#draft, this.#file);
    });
    unfinished.delete(this);
  }

  /** Leaves nothing behind. */
  abandon(): void {
    unfinished.delete(this);
    try {
      rmSync(this.#draft, { force: true });
      this.#close();
    } catch {
      // There is no such place, so nothing lies there.
    }
  }

  #close(): void {
    if (this.#isOpen) closeSync(this.#descriptor);
    this.#isOpen = false;
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
  new WholeFile(file).abandon();
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    throw faulty('INPUT_INVALID', [{ path: file, text: 'is a folder, not a file' }]);
}

/**
 * Writes a file as a whole, in place of any that was there.
 * @throws {@link ClientError} `INPUT_INVALID` where it cannot be written
 */
export function writeFileWhole(file: string, text: string): void {
  const whole = new WholeFile(file);
  whole.write(text);
  whole.finish();
}
