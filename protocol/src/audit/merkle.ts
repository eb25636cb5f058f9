// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '../encoding/hash';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The largest power of two below `size` (RFC 9162 section 2.1.1). */
const split = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));

/** Merkle tree hash over the entries (RFC 9162 section 2.1.1, SHA-256). The root of none is SHA-256 of nothing. */
export function merkleRoot(entries: readonly Uint8Array[]): Uint8Array {
  const [only] = entries;
  if (only === undefined) return sha256();
  if (entries.length === 1) return sha256(LEAF, only);
  const middle = split(entries.length);
  return sha256(NODE, merkleRoot(entries.slice(0, middle)), merkleRoot(entries.slice(middle)));
}
