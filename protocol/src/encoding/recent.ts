// SPDX-License-Identifier: Apache-2.0

/** Results by the text they were made from, the oldest dropped first: it saves time and never changes an answer. */
export class Recent<Result> {
  readonly #results = new Map<string, Result>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** The result for this text, made now if it is not known; one that is undefined is not kept. */
  of(name: string, make: () => Result | undefined): Result | undefined {
    const known = this.#results.get(name);
    if (known !== undefined) return known;
    const made = make();
    if (made === undefined) return undefined;
    const oldest = this.#results.size >= this.#most ? this.#results.keys().next().value : undefined;
    if (oldest !== undefined) this.#results.delete(oldest);
    this.#results.set(name, made);
    return made;
  }
}
