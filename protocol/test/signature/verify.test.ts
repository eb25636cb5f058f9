// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import {
  importSpki,
  nodeBackend,
  toUtf8,
  verifySignature,
  type PublicKey,
  type SignatureBackend,
} from '@meterpki/protocol';
import { ellipticBackend, otherTwin } from '@meterpki/simulator';
import { flipBit } from '../support/bytes';
import { meterOf } from '../support/register';

const meter = meterOf();
const { algorithm, curve } = meter;
const message = toUtf8('a message of the sample meter');
const signature = meter.sign(message, 'p1363');

function imported(spki: Uint8Array): PublicKey {
  const key = importSpki(spki);
  if (key === undefined) throw new Error('key refused');
  return key;
}
const key = imported(meter.spki);

const backends: [string, SignatureBackend][] = [
  ['node', nodeBackend],
  ['elliptic', ellipticBackend],
];

describe.each(backends)('verification with the %s backend', (_name, backend) => {
  it('takes the signature and its twin', () => {
    expect(verifySignature(algorithm, key, message, signature, backend)).toBe(true);
    expect(verifySignature(algorithm, key, message, otherTwin(curve, signature), backend)).toBe(true);
  });

  it('never takes r or s of 0, n or more', () => {
    const n = Buffer.from(curve.order.toString(16), 'hex');
    const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
    for (const edge of [new Uint8Array(32), n, new Uint8Array(32).fill(0xff)]) {
      expect(verifySignature(algorithm, key, message, Buffer.concat([edge, s]), backend)).toBe(false);
      expect(verifySignature(algorithm, key, message, Buffer.concat([r, edge]), backend)).toBe(false);
      expect(verifySignature(algorithm, key, message, Buffer.concat([edge, edge]), backend)).toBe(false);
    }
  });

  it('never takes a signature of another length', () => {
    for (const other of [
      signature.subarray(1),
      Buffer.concat([signature, Uint8Array.of(0)]),
      new Uint8Array(),
    ])
      expect(verifySignature(algorithm, key, message, other, backend)).toBe(false);
  });
});

describe('any flipped bit', () => {
  it.each(Array.from({ length: 8 * message.length }, (_, bit) => bit).filter((bit) => bit % 7 === 0))(
    'of the message breaks the signature: bit %d',
    (bit) => {
      expect(verifySignature(algorithm, key, flipBit(message, bit), signature)).toBe(false);
    },
  );

  it('of the signature breaks it', () => {
    const taken = Array.from({ length: 8 * signature.length }, (_, bit) => bit).filter((bit) =>
      verifySignature(algorithm, key, message, flipBit(signature, bit)),
    );
    expect(taken).toEqual([]);
  });

  it('of the key breaks it, or the key is refused', () => {
    const taken = Array.from({ length: 8 * meter.spki.length }, (_, bit) => bit).filter((bit) => {
      const other = importSpki(flipBit(meter.spki, bit));
      return other !== undefined && verifySignature(algorithm, other, message, signature);
    });
    expect(taken).toEqual([]);
  });
});

describe('signing and verifying', () => {
  it('agree on any message, and on no other', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (bytes, others) => {
        const signed = meter.sign(bytes, 'p1363');
        expect(verifySignature(algorithm, key, bytes, signed)).toBe(true);
        expect(verifySignature(algorithm, key, others, signed)).toBe(Buffer.compare(bytes, others) === 0);
      }),
      { numRuns: 30 },
    );
  });

  it('do not agree under the key of another meter', () => {
    expect(verifySignature(algorithm, imported(meterOf('other').spki), message, signature)).toBe(false);
  });

  it('do not agree where the key lies on another curve than the algorithm', () => {
    const other = { ...curve, name: 'other' };
    expect(verifySignature({ ...algorithm, curve: other }, key, message, signature)).toBe(false);
  });
});
