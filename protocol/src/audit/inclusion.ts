// SPDX-License-Identifier: Apache-2.0
import { sameBytes } from '../encoding/bytes';
import { leafHash, nodeHash } from './merkle';

/** Where an entry is said to stand in a tree, and the path that shows it. */
export interface Inclusion {
  readonly entry: Uint8Array;
  readonly index: number;
  /** How many entries the tree has. */
  readonly size: number;
  /** From the leaf up, 32 bytes each. */
  readonly path: readonly Uint8Array[];
}

/** The root to which a path leads, or undefined where it is too long or too short. */
function rootFrom({ entry, index, size, path }: Inclusion): Uint8Array | undefined {
  let [node, last, hash] = [index, size - 1, leafHash(entry)];
  for (const step of path) {
    if (step.length !== 32 || last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(step, hash);
      // A node without a neighbour moved up unchanged, perhaps over several levels.
      while (node % 2 === 0 && node > 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, step);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

/** True where the path leads from the entry to the root: RFC 9162 section 2.1.3.2, SHA-256. */
export function isIncluded(inclusion: Inclusion, root: Uint8Array): boolean {
  const { index, size } = inclusion;
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  const found = rootFrom(inclusion);
  return found !== undefined && sameBytes(found, root);
}
