// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { isIncluded, MerkleTree } from '@meterpki/protocol';

const entriesOf = (size: number): Uint8Array[] =>
  Array.from({ length: size }, (_, at) => Uint8Array.of(at >> 8, at & 255));

/** A tree of any size, one of its places, and what a proof of it consists of. */
const proofs = fc.integer({ min: 1, max: 130 }).chain((size) =>
  fc.integer({ min: 0, max: size - 1 }).map((index) => {
    const entries = entriesOf(size);
    const tree = new MerkleTree(entries);
    const entry = entries[index] ?? new Uint8Array();
    return { root: tree.root, inclusion: { entry, index, size, path: tree.path(index) } };
  }),
);

describe('inclusion proofs of RFC 9162', () => {
  it('lead from every entry of every tree to its root', () => {
    for (const size of [1, 2, 3, 5, 6, 7, 8, 11, 16, 17, 31, 33, 2000]) {
      const entries = entriesOf(size);
      const tree = new MerkleTree(entries);
      const good = entries.filter((entry, index) =>
        isIncluded({ entry, index, size, path: tree.path(index) }, tree.root),
      );
      expect(good).toHaveLength(size);
    }
  });

  it('fail with one bit of the path, the entry or the root changed', () => {
    fc.assert(
      fc.property(proofs, fc.nat(), fc.nat(7), ({ root, inclusion }, place, bit) => {
        const parts = [inclusion.entry, root, ...inclusion.path].map((part) => Uint8Array.from(part));
        const part = parts[place % parts.length] ?? root;
        const at = place % part.length;
        part[at] = (part[at] ?? 0) ^ (1 << bit);
        const [entry = root, changedRoot = root, ...path] = parts;
        expect(isIncluded({ ...inclusion, entry, path }, changedRoot)).toBe(false);
      }),
    );
  });

  it('fail at another place, with a step more or less, and outside the tree', () => {
    fc.assert(
      fc.property(proofs, fc.integer({ min: -1, max: 140 }), ({ root, inclusion }, index) => {
        const { path, size } = inclusion;
        expect(isIncluded({ ...inclusion, index }, root)).toBe(index === inclusion.index);
        expect(isIncluded({ ...inclusion, path: [...path, root] }, root)).toBe(false);
        if (path.length > 0) expect(isIncluded({ ...inclusion, path: path.slice(1) }, root)).toBe(false);
        expect(isIncluded({ ...inclusion, index: size }, root)).toBe(false);
        expect(isIncluded({ ...inclusion, index: 0.5 }, root)).toBe(false);
      }),
    );
  });
});
