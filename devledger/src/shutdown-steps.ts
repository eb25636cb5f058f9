// SPDX-License-Identifier: Apache-2.0

/** What must be undone when the ledger stops, in reverse order of how it was done. */
export class ShutdownSteps {
  readonly #steps: (() => void | Promise<void>)[] = [];
  #running: Promise<void> | undefined;

  /** Adds a step; it runs before those added earlier. */
  add(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  /**
   * Runs all steps once, also when some fail; later calls wait for the first.
   *
   * @throws the first failure, when all steps have run
   */
  async run(): Promise<void> {
    this.#running ??= this.#runAll();
    await this.#running;
  }

  async #runAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps.reverse()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
