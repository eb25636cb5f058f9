// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { merkleRoot, toHex } from '@meterpki/protocol';
import { hex } from '../support/bytes';

/** The entries of the test tree that certificate transparency logs are tried with, and its roots. */
const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hex);
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const digest = (prefix: number, ...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256').update(Uint8Array.of(prefix));
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The root from below: full subtrees on a stack, two of one size joined at once, the rest from the right. */
function rootFromBelow(entries: readonly Uint8Array[]): string {
  const stack: { size: number; hash: Buffer }[] = [];
  const join = (): void => {
    const [left, right] = stack.splice(-2);
    if (left !== undefined && right !== undefined)
      stack.push({ size: left.size + right.size, hash: digest(1, left.hash, right.hash) });
  };
  for (const entry of entries) {
    stack.push({ size: 1, hash: digest(0, entry) });
    while (stack.length > 1 && stack.at(-1)?.size === stack.at(-2)?.size) join();
  }
  while (stack.length > 1) join();
  return stack[0]?.hash.toString('hex') ?? createHash('sha256').digest('hex');
}

describe('the Merkle root of RFC 9162', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))(
    'over %d entries is the known one',
    (size, root) => {
      expect(toHex(merkleRoot(ENTRIES.slice(0, size)))).toBe(root);
    },
  );

  it('equals the one computed from below for any entries', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 70 }), (entries) => {
        expect(toHex(merkleRoot(entries))).toBe(rootFromBelow(entries));
      }),
    );
  });

  it('of a list of the largest size equals the one computed from below', () => {
    const entries = Array.from({ length: 2000 }, (_, at) => Uint8Array.of(at >> 8, at & 255));
    expect(toHex(merkleRoot(entries))).toBe(rootFromBelow(entries));
  });
});
