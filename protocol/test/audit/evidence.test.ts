// SPDX-License-Identifier: Apache-2.0
import { isProved, leafBytes, MerkleTree, toHex, type Leaf } from '@meterpki/protocol';

const leaves = Array.from({ length: 7 }, (_, at): Leaf & { receiptId: string } => ({
  receiptId: String(at).repeat(64),
  meterId: `ptb:m${at}`,
  verdict: at === 3 ? 'invalid' : 'valid',
}));
const tree = new MerkleTree(leaves.map(leafBytes));
const list = { root: toHex(tree.root), counts: { valid: 6, invalid: 1, indeterminate: 0 } };

const evidenceOf = (index: number): Parameters<typeof isProved>[0] => ({
  leaf: leaves[index] ?? { receiptId: '', verdict: 'valid' },
  index,
  path: tree.path(index).map(toHex),
});

describe('evidence of an earlier check', () => {
  it('leads from every leaf of a recorded list to its root', () => {
    for (const index of leaves.keys()) expect(isProved(evidenceOf(index), list)).toBe(true);
  });

  it.each([
    ['another verdict', { ...evidenceOf(3), leaf: { ...evidenceOf(3).leaf, verdict: 'valid' as const } }],
    ['another meter', { ...evidenceOf(3), leaf: { ...evidenceOf(3).leaf, meterId: 'ptb:m4' } }],
    ['another index', { ...evidenceOf(3), index: 4 }],
    ['a step too few', { ...evidenceOf(3), path: evidenceOf(3).path.slice(1) }],
    ['a step too many', { ...evidenceOf(3), path: [...evidenceOf(3).path, '0'.repeat(64)] }],
    ['a step between that is no hex', { ...evidenceOf(3), path: [...evidenceOf(3).path, 'x'] }],
  ])('shows nothing with %s', (_what, evidence) => {
    expect(isProved(evidence, list)).toBe(false);
  });

  it.each([
    ['other counts', { ...list, counts: { ...list.counts, valid: 7 } }],
    ['another root', { ...list, root: '0'.repeat(64) }],
    ['a root that is no hex', { ...list, root: 'root' }],
  ])('shows nothing about a record with %s', (_what, record) => {
    expect(isProved(evidenceOf(6), record)).toBe(false);
  });
});
