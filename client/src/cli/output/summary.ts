// SPDX-License-Identifier: Apache-2.0
import type { Assurance, ReceiptOutcome } from '../../faces/outcome';
import type { Counts, Words } from '../language/words';
import { printable } from './printable';

/** What a run came to. It is counted as it goes: a long list is not kept. */
export class Summary {
  readonly #counts = { total: 0, valid: 0, invalid: 0, indeterminate: 0 };
  #assurance: Assurance | undefined;
  #isUnknown = false;
  #meterId: string | undefined;

  /** Counts an outcome. */
  add({ verdict, reason, meterId, assurance }: ReceiptOutcome): void {
    this.#counts.total += 1;
    this.#counts[verdict] += 1;
    this.#isUnknown ||= reason === 'unknown-meter';
    this.#meterId ??= meterId;
    // What could not be sent says nothing about the rest.
    if (assurance !== 'local') this.#assurance = assurance;
  }

  get counts(): Counts {
    return this.#counts;
  }

  /** The result of a whole run in one line. */
  line(words: Words): string {
    return words.summary(this.#counts);
  }

  /**
   * What a reader of verdicts ought to know, and what to try next.
   * @param isRecorded - the checks are on the ledger
   */
  hints({ hints }: Words, isRecorded: boolean): string[] {
    const isKeyOnly = this.#assurance === 'key-only';
    const meaning = hints.meaning(isKeyOnly ? 'given-key' : 'registered-key');
    return [...(this.#counts.valid === 0 ? [] : [meaning]), ...this.#next(hints, isRecorded)];
  }

  #next(hints: Words['hints'], isRecorded: boolean): string[] {
    if (this.#assurance === 'key-only') return [hints.askRegister];
    if (this.#isUnknown) return [hints.nameMeter];
    if (this.#meterId === undefined) return [];
    const meterId = printable(this.#meterId);
    return [isRecorded ? hints.listChecks(meterId) : hints.recordCheck(meterId)];
  }
}
