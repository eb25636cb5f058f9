// SPDX-License-Identifier: Apache-2.0
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { faulty } from '../errors';
import { systemCode } from '../files/bounded-file';
import { writeAll } from '../files/write-all';
import { journalContent, type JournalLine } from './journal-lines';

/** A transaction that was about to be sent when the journal ended. */
export interface OpenTransaction {
  readonly transactionId: string;
  /** Digests of its items. */
  readonly items: readonly string[];
}

/**
 * What of a long work is on the ledger, kept in a file: each line is flushed before the next step, so that whoever begins
 * again after a crash knows what was sent. One process at a time uses it.
 */
export class Journal {
  readonly #file: string;
  readonly #descriptor: number;
  readonly #open = new Map<string, readonly string[]>();
  readonly #done = new Set<string>();

  /** @throws {@link ClientError} `INPUT_INVALID` for a file that is no journal or cannot be written */
  constructor(file: string) {
    this.#file = file;
    this.#descriptor = this.#carefully(() => openSync(file, 'a+', 0o600));
    const text = this.#carefully(() => readFileSync(file, 'utf8'));
    const { lines, size } = journalContent(text, file);
    for (const one of lines) this.#take(one);
    this.#carefully(() => {
      ftruncateSync(this.#descriptor, size);
    });
  }

  /** Transactions of which the journal does not tell what became of them. */
  get open(): OpenTransaction[] {
    return [...this.#open].map(([transactionId, items]) => ({ transactionId, items }));
  }

  /** True for an item that is on the ledger. */
  isDone(item: string): boolean {
    return this.#done.has(item);
  }

  /** A transaction with these items is about to be sent. */
  sending(transactionId: string, items: readonly string[]): void {
    this.#write({ schema: 1, sending: transactionId, items: [...items] });
  }

  /** It is on the ledger. */
  committed(transactionId: string): void {
    this.#write({ schema: 1, committed: transactionId });
  }

  /** It is not, and will not be. */
  failed(transactionId: string): void {
    this.#write({ schema: 1, failed: transactionId });
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #take(one: JournalLine): void {
    if ('sending' in one) this.#open.set(one.sending, one.items);
    else if ('failed' in one) this.#open.delete(one.failed);
    else {
      for (const item of this.#open.get(one.committed) ?? []) this.#done.add(item);
      this.#open.delete(one.committed);
    }
  }

  #write(one: JournalLine): void {
    this.#carefully(() => {
      const { size } = fstatSync(this.#descriptor);
      try {
        writeAll(this.#descriptor, `${JSON.stringify(one)}\n`);
        fsyncSync(this.#descriptor);
      } catch (error) {
        // The next line shall not begin behind half of this one.
        ftruncateSync(this.#descriptor, size);
        throw error;
      }
    });
    this.#take(one);
  }

  #carefully<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw faulty('INPUT_INVALID', [
        { path: this.#file, text: `cannot be kept as a journal (${systemCode(error)})` },
      ]);
    }
  }
}
