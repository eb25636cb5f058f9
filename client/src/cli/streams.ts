// SPDX-License-Identifier: Apache-2.0
import { systemCode } from '../files/bounded-file';

/** Erases the line that the cursor stands in. */
const ERASE_LINE = '\r\u001b[K';

/** Where a program writes to. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
}

/**
 * Results go to the standard output, everything else to the standard error. When the reader of either goes
 * away, the program says no more and finishes its work all the same: a list that is being recorded shall not
 * stop half-way, and the exit code stays true.
 */
export class Streams {
  readonly #closed = new Set<Output>();
  readonly #out: Output;
  readonly #error: Output;
  #lost = false;
  #hasStatus = false;

  /** @param out - for results; the standard output unless given, and the standard error for the rest */
  constructor(out: Output = process.stdout, error: Output = process.stderr) {
    this.#out = out;
    this.#error = error;
    for (const stream of [out, error]) {
      stream.on('error', (failure) => {
        this.#closed.add(stream);
        this.#lost ||= systemCode(failure) !== 'EPIPE';
      });
    }
  }

  /** True where output was lost for another reason than a reader that went away: the disk may be full. */
  get lost(): boolean {
    return this.#lost;
  }

  /** Writes results, a line feed behind each. */
  result(...lines: readonly string[]): void {
    this.#write(this.#out, lines);
  }

  /** Writes what is no result: errors, warnings, hints. */
  note(...lines: readonly string[]): void {
    this.#write(this.#error, lines);
  }

  /** Shows a line that the next output replaces, where people sit there to see it. */
  status(text: string): void {
    if (this.#error.isTTY !== true || this.#closed.has(this.#error)) return;
    this.#hasStatus = true;
    this.#error.write(`${ERASE_LINE}${text}`);
  }

  /** Takes away the line of {@link Streams.status}. */
  endStatus(): void {
    if (this.#hasStatus) this.#error.write(ERASE_LINE);
    this.#hasStatus = false;
  }

  #write(stream: Output, lines: readonly string[]): void {
    if (this.#closed.has(stream) || lines.length === 0) return;
    this.endStatus();
    stream.write(lines.map((line) => `${line}\n`).join(''));
  }
}
