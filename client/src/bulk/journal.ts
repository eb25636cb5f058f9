// SPDX-License-Identifier: Apache-2.0
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { faulty } from '../errors';
import { systemCode } from '../files/bounded-file';
import { writeAll } from '../files/write-all';

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** A line: what is about to be sent, or what became of it. */
const line = v.union([
  v.strictObject({ schema: v.literal(1), sending: digest, items: v.array(digest) }),
  v.strictObject({ schema: v.literal(1), committed: digest }),
  v.strictObject({ schema: v.literal(1), failed: digest }),
]);

type Line = v.InferOutput<typeof line>;

/** A transaction that was about to be sent when the journal ended. */
export interface OpenTransaction {
  readonly transactionId: string;
  /** Digests of its items. */
  readonly items: readonly string[];
}

/** The lines of a journal; one that was cut off in the middle, at the very end, was never written. */
function linesIn(text: string, file: string): Line[] {
  const texts = text.split('\n').slice(0, -1);
  return texts.map((one, index) => {
    const parsed = v.safeParse(line, jsonIn(one));
    if (parsed.success) return parsed.output;
    throw faulty('INPUT_INVALID', [{ path: `${file}:${index + 1}`, text: 'is no line of a journal' }]);
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
    for (const one of linesIn(text, file)) this.#take(one);
    // What follows the last line end is half a line.
    const whole = Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1));
    this.#carefully(() => {
      ftruncateSync(this.#descriptor, whole);
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

  #take(one: Line): void {
    if ('sending' in one) this.#open.set(one.sending, one.items);
    else if ('failed' in one) this.#open.delete(one.failed);
    else {
      for (const item of this.#open.get(one.committed) ?? []) this.#done.add(item);
      this.#open.delete(one.committed);
    }
  }

  #write(one: Line): void {
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
