// SPDX-License-Identifier: Apache-2.0

const SHORTEST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** A process that ran this long gets the shortest pause again. */
const STABLE = 60_000;

/**
 * When a process that ended may be started again: soon the first time, later and later while it keeps ending. Times
 * are milliseconds of a clock that only moves forward.
 */
export class RestartTimes {
  #started = -Infinity;
  #pause = SHORTEST_PAUSE;

  /** Whether a start is due. */
  isDue(now: number): boolean {
    return now >= this.#started + this.#pause;
  }

  /** Notes a start. */
  started(now: number): void {
    const early = now - this.#started < STABLE;
    this.#pause = early ? Math.min(LONGEST_PAUSE, this.#pause * 2) : SHORTEST_PAUSE;
    this.#started = now;
  }
}
