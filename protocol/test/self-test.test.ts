// SPDX-License-Identifier: Apache-2.0
import { algorithms, nodeBackend, selfTest, type SignatureBackend } from '@meterpki/protocol';
import { ellipticBackend } from '@meterpki/simulator';

const every = algorithms.map(({ id }) => id);

describe('the known-answer test', () => {
  it.each([
    ['node', nodeBackend],
    ['elliptic', ellipticBackend],
  ])('passes with the %s backend', (_name, backend) => {
    expect(selfTest(backend)).toEqual([]);
  });

  it.each<[string, Partial<SignatureBackend>]>([
    ['takes every signature', { verify: () => true }],
    ['takes no signature', { verify: () => false }],
    ['refuses every key', { isOnCurve: () => false }],
    [
      'verifies another message',
      { verify: (row, spki, _message, fixed) => nodeBackend.verify(row, spki, new Uint8Array(), fixed) },
    ],
  ])('fails for every algorithm with a backend that %s', (_name, lie) => {
    expect(selfTest({ ...nodeBackend, ...lie })).toEqual(every);
  });
});
