// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '../encoding/hash';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of an entry as a leaf of the tree (RFC 9162 section 2.1.1). */
export const leafHash = (entry: Uint8Array): Uint8Array => sha256(LEAF, entry);

/** The hash of a node above two others (RFC 9162 section 2.1.1). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(NODE, left, right);

/**
 * Hashes of a Merkle tree level by level, leaves first. A node without a neighbour moves up unchanged, which gives the
 * tree of RFC 9162 section 2.1.1.
 */
function levelsOf(entries: readonly Uint8Array[]): Uint8Array[][] {
  let below = entries.map(leafHash);
  const levels = [below];
  while (below.length > 1) {
    const level: Uint8Array[] = [];
    for (const [at, left] of below.entries()) {
      if (at % 2 === 1) continue;
      const right = below[at + 1];
      level.push(right === undefined ? left : nodeHash(left, right));
    }
    levels.push(level);
    below = level;
  }
  return levels;
}

/** The Merkle tree over a list of entries (RFC 9162 section 2.1, SHA-256). */
export class MerkleTree {
  readonly #levels: readonly (readonly Uint8Array[])[];

  constructor(entries: readonly Uint8Array[]) {
    this.#levels = levelsOf(entries);
  }

  /** The root; that of no entries is SHA-256 of nothing. */
  get root(): Uint8Array {
    return this.#levels.at(-1)?.[0] ?? sha256();
  }

  /** The inclusion path of an entry (RFC 9162 section 2.1.3.1), from the leaf up. */
  path(index: number): Uint8Array[] {
    return this.#levels.flatMap((level, height) => level[Math.floor(index / 2 ** height) ^ 1] ?? []);
  }
}

/** The root of the {@link MerkleTree} over the entries. */
export const merkleRoot = (entries: readonly Uint8Array[]): Uint8Array => new MerkleTree(entries).root;
