// SPDX-License-Identifier: Apache-2.0
import {
  algorithms,
  allCurves,
  knownAnswers,
  nodeBackend,
  selfTest,
  toHex,
  toUtf8,
  type Algorithm,
  type SignatureBackend,
} from '@meterpki/protocol';
import { ellipticBackend, Meter } from '@meterpki/simulator';

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

  it.each(allCurves.map(({ name }) => name))('names what fails where only %s is missing', (name) => {
    const without: SignatureBackend = {
      ...nodeBackend,
      isOnCurve: (curve, spki) => curve.name !== name && nodeBackend.isOnCurve(curve, spki),
    };
    const missing = algorithms.filter(({ curve }) => curve.name === name).map(({ id }) => id);
    expect(missing.length).toBeGreaterThan(0);
    expect(selfTest(without)).toEqual(missing);
  });

  it('fails for the rows of a hash that the backend takes for another', () => {
    const confused: SignatureBackend = {
      ...nodeBackend,
      verify: (row, ...rest) => nodeBackend.verify({ ...row, hash: 'sha256' }, ...rest),
    };
    expect(selfTest(confused)).toEqual(['ECDSA-secp384r1-SHA384', 'ECDSA-brainpool384r1-SHA384']);
  });
});

describe('the known answers', () => {
  it.each(algorithms.map((row): [string, Algorithm] => [row.id, row]))(
    'for %s are what the noted private key signs',
    (id, algorithm) => {
      const meter = Meter.fromSeed('meterpki known answer 1', { serial: '1', algorithm });
      const message = `meterpki known answer ${id}`;
      const signature = toHex(meter.sign(toUtf8(message), 'p1363'));
      expect(knownAnswers[id]).toEqual({ spki: toHex(meter.spki), message, signature });
    },
  );
});
