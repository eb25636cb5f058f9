// SPDX-License-Identifier: Apache-2.0
import type { common } from '@hyperledger/fabric-protos';

/** One change of a key by a valid transaction. */
export interface KeyChange {
  readonly block: number;
  readonly transactionId: string;
  readonly timestamp: ReturnType<common.ChannelHeader['getTimestamp']>;
  readonly value: Uint8Array;
  readonly isDelete: boolean;
}

/** Every change of every key, as Fabric's history database answers it. */
export class KeyHistory {
  readonly #namespaces = new Map<string, Map<string, KeyChange[]>>();

  /** Adds a change; changes come in the order of their blocks. */
  add(namespace: string, key: string, change: KeyChange): void {
    let keys = this.#namespaces.get(namespace);
    if (keys === undefined) {
      keys = new Map();
      this.#namespaces.set(namespace, keys);
    }
    const changes = keys.get(key);
    if (changes === undefined) keys.set(key, [change]);
    else changes.push(change);
  }

  /**
   * The changes of a key, newest first.
   *
   * @param height - changes of blocks from this number on are left out: they came after the caller's state
   */
  *changes(namespace: string, key: string, height: number): IterableIterator<KeyChange> {
    const changes = this.#namespaces.get(namespace)?.get(key) ?? [];
    for (let index = changes.length - 1; index >= 0; index -= 1) {
      const change = changes[index];
      if (change !== undefined && change.block < height) yield change;
    }
  }
}
