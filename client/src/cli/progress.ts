// SPDX-License-Identifier: Apache-2.0
import type { Streams } from './streams';

/** Work that takes no longer is not worth a line. */
const QUIET_MS = 1000;
const REDRAW_MS = 100;

/** Shows on a terminal how far long work is, and how fast it goes. */
export class Progress {
  readonly #streams: Streams;
  readonly #what: string;
  readonly #total: number | undefined;
  readonly #now: () => number;
  readonly #start: number;
  #drawn: number;
  #done = 0;

  /**
   * @param what - what is counted, such as `receipts`
   * @param total - how many there are, where that is known
   * @param now - milliseconds that never run back; for tests
   */
  constructor(streams: Streams, what: string, total?: number, now = (): number => performance.now()) {
    this.#streams = streams;
    this.#what = what;
    this.#total = total;
    this.#now = now;
    this.#start = now();
    this.#drawn = this.#start + QUIET_MS - REDRAW_MS;
  }

  /** Counts what was done. */
  advance(count = 1): void {
    this.#done += count;
    const now = this.#now();
    if (now - this.#drawn < REDRAW_MS) return;
    this.#drawn = now;
    this.#streams.status(this.#text(now));
  }

  #text(now: number): string {
    const rate = Math.round((this.#done * 1000) / Math.max(1, now - this.#start));
    const share =
      this.#total === undefined
        ? ''
        : ` of ${this.#total} (${Math.floor((100 * this.#done) / Math.max(1, this.#total))} %)`;
    return `${this.#done}${share} ${this.#what}, ${rate}/s`;
  }
}
