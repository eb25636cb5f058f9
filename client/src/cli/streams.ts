// SPDX-License-Identifier: Apache-2.0
import { systemCode } from '../files/bounded-file';

/**
 * Results go to the standard output, everything else to the standard error. When the reader of either goes
 * away, the program says no more and finishes its work all the same: a list that is being recorded shall not
 * stop half-way, and the exit code stays true.
 */
export class Streams {
  readonly #closed = new Set<NodeJS.WriteStream>();
  #lost = false;

  constructor() {
    for (const stream of [process.stdout, process.stderr]) {
      stream.on('error', (error) => {
        this.#closed.add(stream);
        this.#lost ||= systemCode(error) !== 'EPIPE';
      });
    }
  }

  /** True where output was lost for another reason than a reader that went away: the disk may be full. */
  get lost(): boolean {
    return this.#lost;
  }

  /** Writes results, a line feed behind each. */
  result(...lines: readonly string[]): void {
    this.#write(process.stdout, lines);
  }

  /** Writes what is no result: errors, warnings, hints. */
  note(...lines: readonly string[]): void {
    this.#write(process.stderr, lines);
  }

  #write(stream: NodeJS.WriteStream, lines: readonly string[]): void {
    if (this.#closed.has(stream) || lines.length === 0) return;
    stream.write(lines.map((line) => `${line}\n`).join(''));
  }
}
