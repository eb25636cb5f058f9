// SPDX-License-Identifier: Apache-2.0
import { refusal } from '@meterpki/protocol';

/** The most reads of the state in one transaction: a get counts one, a range one and one for each record of it. */
export const MAX_STATE_READS = 5000;

/** Counts the reads of one transaction. */
export class ReadBudget {
  #taken = 0;

  /** How many reads may still be made. */
  get left(): number {
    return Math.max(0, MAX_STATE_READS - this.#taken);
  }

  /**
   * Counts reads that are about to be made.
   * @throws Refusal LIST_TOO_COSTLY once there would be more than {@link MAX_STATE_READS}
   */
  take(reads: number): void {
    this.#taken += reads;
    if (this.#taken <= MAX_STATE_READS) return;
    throw refusal('LIST_TOO_COSTLY', 'state', `takes more than ${MAX_STATE_READS} reads; split the list`);
  }
}
