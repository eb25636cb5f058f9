// SPDX-License-Identifier: Apache-2.0
import BTree from 'sorted-btree';

import { compareKeys } from './key-order.js';

/** Where a value was written: block number and position in it. Two values are the same if these are. */
export interface Version {
  readonly block: number;
  readonly transaction: number;
}

/** Metadata of a key, such as its endorsement policy, by name. */
export type KeyMetadata = ReadonlyMap<string, Uint8Array>;

/** A value of the world state and where it comes from. */
export interface VersionedValue {
  readonly value: Uint8Array;
  readonly version: Version;
  /** Undefined where the key has none. */
  readonly metadata?: KeyMetadata | undefined;
}

/** One entry of a range. */
export interface KeyedValue extends VersionedValue {
  readonly key: string;
}

/** Bounds of a range: the start is included; an empty bound is open. */
export interface KeyRange {
  readonly start: string;
  readonly end: string;
  /** Whether an entry at `end` belongs to the range; default false. */
  readonly includeEnd?: boolean;
}

/** The world state at one height, for reading only. */
export interface StateView {
  /** Height of the state: the number of blocks that made it. */
  readonly height: number;
  /** The value of a key, or undefined where there is none. */
  get(namespace: string, key: string): VersionedValue | undefined;
  /** The entries of a range in the order of Fabric's LevelDB. */
  range(namespace: string, range: KeyRange): IterableIterator<KeyedValue>;
}

type Tree = BTree<string, VersionedValue>;

/**
 * The world state: values with versions, by namespace (the chaincode's name) and key. Copies share their nodes, so
 * that every transaction gets a state that does not move under it, at no cost.
 */
export class VersionedState implements StateView {
  readonly #namespaces = new Map<string, Tree>();
  #height = 0;

  get height(): number {
    return this.#height;
  }

  set height(height: number) {
    this.#height = height;
  }

  get(namespace: string, key: string): VersionedValue | undefined {
    return this.#namespaces.get(namespace)?.get(key);
  }

  *range(namespace: string, { start, end, includeEnd = false }: KeyRange): IterableIterator<KeyedValue> {
    const tree = this.#namespaces.get(namespace);
    if (tree === undefined) return;
    for (const [key, value] of tree.entries(start)) {
      const order = end === '' ? -1 : compareKeys(key, end);
      if (order > 0 || (order === 0 && !includeEnd)) return;
      yield { key, ...value };
    }
  }

  /** Writes one value. */
  put(namespace: string, key: string, value: VersionedValue): void {
    let tree = this.#namespaces.get(namespace);
    if (tree === undefined) {
      tree = new BTree<string, VersionedValue>(undefined, compareKeys);
      this.#namespaces.set(namespace, tree);
    }
    tree.set(key, value);
  }

  /** Removes one value; nothing happens where there is none. */
  delete(namespace: string, key: string): void {
    this.#namespaces.get(namespace)?.delete(key);
  }

  /** A copy that can be changed without changing this one. */
  copy(): VersionedState {
    const copy = new VersionedState();
    for (const [namespace, tree] of this.#namespaces) copy.#namespaces.set(namespace, tree.clone());
    copy.height = this.#height;
    return copy;
  }
}
