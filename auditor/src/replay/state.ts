// SPDX-License-Identifier: Apache-2.0
import BTree from 'sorted-btree';
import type { KeyedBytes } from './messages';

/** The state of the chaincode as the blocks so far left it. All its keys are ASCII, so that texts sort as bytes do. */
export class ReplayState {
  readonly #values = new BTree<string, Buffer>();

  /** The bytes under a key, none where there is nothing. */
  get(key: string): Buffer {
    return this.#values.get(key) ?? Buffer.alloc(0);
  }

  /** What lies from `start` up to but without `end`. */
  range(start: string, end: string): { key: string; value: Buffer }[] {
    return this.#values
      .getRange(start, end)
      .map(([key, value]) => ({ key, value }));
  }

  /** Takes over what a committed transaction wrote. */
  apply(writes: readonly KeyedBytes[]): void {
    for (const [key, value] of writes) this.#values.set(key, Buffer.from(value));
  }
}
