// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import {
  algorithms,
  curves,
  importSpki,
  nodeBackend,
  toUtf8,
  verifySignature,
  verifySignatureLater,
  type Algorithm,
  type PublicKey,
  type SignatureBackend,
} from '@meterpki/protocol';
import { ellipticBackend, otherTwin } from '@meterpki/simulator';
import { flipBit } from '../support/bytes';
import { meterOf } from '../support/register';

const message = toUtf8('a message of the sample meter');
const bitsOf = (bytes: Uint8Array): number[] => Array.from({ length: 8 * bytes.length }, (_, bit) => bit);

function imported(spki: Uint8Array): PublicKey {
  const key = importSpki(spki);
  if (key === undefined) throw new Error('key refused');
  return key;
}

const backends: [string, SignatureBackend][] = [
  ['node', nodeBackend],
  ['elliptic', ellipticBackend],
];

describe.each(algorithms.map((row): [string, Algorithm] => [row.id, row]))('%s', (_id, algorithm) => {
  const { curve } = algorithm;
  const { length } = curve;
  const meter = meterOf('sample', algorithm);
  const signature = meter.sign(message, 'p1363');
  const key = imported(meter.spki);

  describe.each(backends)('verification with the %s backend', (_name, backend) => {
    /** The one answer, at once and later. */
    async function takes(other: Uint8Array): Promise<boolean> {
      const answer = verifySignature(algorithm, key, message, other, backend);
      expect(await verifySignatureLater(algorithm, key, message, other, backend)).toBe(answer);
      return answer;
    }

    it('takes the signature and its twin', async () => {
      expect(await takes(signature)).toBe(true);
      expect(await takes(otherTwin(curve, signature))).toBe(true);
    });

    it('never takes r or s of 0, n or more', async () => {
      const n = Buffer.from(curve.order.toString(16), 'hex');
      const [r, s] = [signature.subarray(0, length), signature.subarray(length)];
      for (const edge of [new Uint8Array(length), n, new Uint8Array(length).fill(0xff)]) {
        expect(await takes(Buffer.concat([edge, s]))).toBe(false);
        expect(await takes(Buffer.concat([r, edge]))).toBe(false);
        expect(await takes(Buffer.concat([edge, edge]))).toBe(false);
      }
    });

    it('never takes a signature of another length', async () => {
      for (const other of [
        signature.subarray(1),
        Buffer.concat([signature, Uint8Array.of(0)]),
        new Uint8Array(),
      ])
        expect(await takes(other)).toBe(false);
    });
  });

  it('takes nothing with bytes that are no key, whether the import saw them or not', async () => {
    for (const spki of [new Uint8Array(), meter.spki.subarray(1)]) {
      expect(nodeBackend.isOnCurve(curve, spki)).toBe(false);
      expect(nodeBackend.verify(algorithm, spki, message, signature)).toBe(false);
      expect(await nodeBackend.verifyLater(algorithm, spki, message, signature)).toBe(false);
    }
    const unseen = Uint8Array.from(meter.spki);
    expect(nodeBackend.verify(algorithm, unseen, message, signature)).toBe(true);
    expect(await nodeBackend.verifyLater(algorithm, unseen, message, signature)).toBe(true);
  });

  describe('any flipped bit', () => {
    it('of the message breaks the signature', () => {
      const taken = bitsOf(message).filter((bit) =>
        verifySignature(algorithm, key, flipBit(message, bit), signature),
      );
      expect(taken).toEqual([]);
    });

    it('of the signature breaks it', () => {
      const taken = bitsOf(signature).filter((bit) =>
        verifySignature(algorithm, key, message, flipBit(signature, bit)),
      );
      expect(taken).toEqual([]);
    });

    it('of the key breaks it, or the key is refused', () => {
      const taken = bitsOf(meter.spki).filter((bit) => {
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
        { numRuns: 10 },
      );
    });

    it('do not agree under the key of another meter', () => {
      const other = imported(meterOf('other', algorithm).spki);
      expect(verifySignature(algorithm, other, message, signature)).toBe(false);
    });

    it('do not agree under any other algorithm', () => {
      const others = algorithms.filter((row) => row !== algorithm);
      expect(others.filter((row) => verifySignature(row, key, message, signature))).toEqual([]);
    });

    it('do not agree where the key lies on another curve than the algorithm', () => {
      const other = { ...curve, name: 'other' };
      expect(verifySignature({ ...algorithm, curve: other }, key, message, signature)).toBe(false);
    });
  });
});

describe('a hash longer than the order', () => {
  it('counts with its leftmost bits, as node and elliptic agree', () => {
    const wide: Algorithm = { ...algorithmOn192(), hash: 'sha384' };
    const meter = meterOf('sample', wide);
    const signature = meter.sign(message, 'p1363');
    for (const [, backend] of backends) {
      expect(verifySignature(wide, imported(meter.spki), message, signature, backend)).toBe(true);
      expect(verifySignature(algorithmOn192(), imported(meter.spki), message, signature, backend)).toBe(
        false,
      );
    }
  });
});

function algorithmOn192(): Algorithm {
  const row = algorithms.find(({ curve }) => curve === curves.secp192r1);
  if (row === undefined) throw new Error('secp192r1 is built in');
  return row;
}
