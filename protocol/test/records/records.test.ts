// SPDX-License-Identifier: Apache-2.0
import {
  isCompromise,
  isMeterId,
  majorityOf,
  parseMeterId,
  policyHash,
  revocationReasons,
  type Policy,
} from '@meterpki/protocol';

describe('a meter ID', () => {
  it('has a prefix and an ID', () => {
    expect(parseMeterId('ptb:A-1._z')).toEqual({ prefix: 'ptb', id: 'A-1._z' });
    expect(isMeterId(`${'a'.repeat(16)}:${'b'.repeat(64)}`)).toBe(true);
  });

  it.each([
    '',
    ':',
    'ptb',
    'ptb:',
    ':1',
    'PTB:1',
    '1ptb:1',
    'ptb:1:2',
    'ptb:1/2',
    'ptb: 1',
    'ptb:1\n',
    'ptb\n:1',
    'ptb:é',
    `${'a'.repeat(17)}:1`,
    `ptb:${'b'.repeat(65)}`,
  ])('is not %j', (text) => {
    expect(isMeterId(text)).toBe(false);
  });
});

const policy = (...mspIds: string[]): Policy => ({
  schema: 1,
  revision: 0,
  members: mspIds.map((mspId) => ({ mspId, prefix: mspId.toLowerCase() })),
  quorum: { attestations: 2, nmis: 1 },
  algorithms: ['ECDSA-secp256r1-SHA256'],
  imports: false,
  possession: ['statement'],
});

describe('a policy', () => {
  it('asks for more than half of its members', () => {
    const majorities = [1, 2, 3, 4, 5].map((size) =>
      majorityOf(policy(...['A', 'B', 'C', 'D', 'E'].slice(0, size))),
    );
    expect(majorities).toEqual([1, 2, 2, 3, 3]);
  });

  it('has a hash that every change of it changes', () => {
    const own = policyHash(policy('A', 'B'));
    expect(own).toMatch(/^[0-9a-f]{64}$/);
    expect(policyHash(policy('B', 'A'))).not.toBe(own);
    expect(policyHash({ ...policy('A', 'B'), revision: 1 })).not.toBe(own);
    expect(policyHash({ ...policy('A', 'B'), imports: true })).not.toBe(own);
  });
});

describe('a revocation reason', () => {
  it('means a compromise for three of them', () => {
    expect(revocationReasons.filter(isCompromise)).toEqual(['keyCompromise', 'cACompromise', 'aACompromise']);
  });
});
