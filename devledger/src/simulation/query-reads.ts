// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';

import type { Version } from '../state/versioned-state.js';
import { sha256 } from '../wire/hash.js';

const { kvrwset } = ledger.rwset;

/** More reads than this, and a tree of hashes stands for them; a node has at most so many children, too. */
export const MAX_DEGREE = 50;

/** A summary of what a range query read. */
export type ReadsSummary =
  | { readonly kind: 'reads'; readonly reads: readonly ledger.rwset.kvrwset.KVRead[] }
  | { readonly kind: 'hashes'; readonly level: number; readonly hashes: readonly Uint8Array[] };

/**
 * A key that was read, with its version.
 *
 * @param version - undefined where there was no value
 */
export function keyRead(key: string, version: Version | undefined): ledger.rwset.kvrwset.KVRead {
  const read = new kvrwset.KVRead();
  read.setKey(key);
  if (version !== undefined) {
    const encoded = new kvrwset.Version();
    encoded.setBlockNum(version.block);
    encoded.setTxNum(version.transaction);
    read.setVersion(encoded);
  }
  return read;
}

/**
 * Collects the reads of one range query. Up to `maxDegree` they are kept one by one; beyond, they are hashed in groups
 * that form a tree, of which only the top level is kept (Fabric: core/ledger/kvledger/txmgmt/rwsetutil).
 */
export class QueryReads {
  readonly #maxDegree: number;
  readonly #levels: Uint8Array[][] = [[]];
  #pending: ledger.rwset.kvrwset.KVRead[] = [];

  constructor(maxDegree: number = MAX_DEGREE) {
    this.#maxDegree = maxDegree;
  }

  /** Adds the next read. */
  add(key: string, version: Version): void {
    this.#pending.push(keyRead(key, version));
    if (this.#pending.length > this.#maxDegree) this.#hashPending();
  }

  /** Ends the collection. To be called once. */
  summary(): ReadsSummary {
    if (this.#levels.length === 1 && this.#level(0).length === 0) {
      return { kind: 'reads', reads: this.#pending };
    }
    if (this.#pending.length > 0) this.#hashPending();
    for (let level = 0; level < this.#levels.length - 1; level += 1) this.#closeLevel(level);
    const top = this.#level(this.#levels.length - 1);
    if (top.length <= this.#maxDegree) return { kind: 'hashes', level: this.#levels.length, hashes: top };
    return { kind: 'hashes', level: this.#levels.length + 1, hashes: [sha256(...top)] };
  }

  #hashPending(): void {
    const reads = new kvrwset.QueryReads();
    reads.setKvReadsList(this.#pending);
    this.#pending = [];
    this.#level(0).push(sha256(reads.serializeBinary()));
    for (let level = 0; this.#level(level).length > this.#maxDegree; level += 1) {
      this.#level(level + 1).push(sha256(...this.#level(level)));
      this.#levels[level] = [];
    }
  }

  /** Hands what is left on a lower level up: a single hash as it is, several as their hash. */
  #closeLevel(level: number): void {
    const hashes = this.#level(level);
    const [only] = hashes;
    if (only === undefined) return;
    this.#level(level + 1).push(hashes.length === 1 ? only : sha256(...hashes));
    this.#levels[level] = [];
  }

  #level(level: number): Uint8Array[] {
    return (this.#levels[level] ??= []);
  }
}
