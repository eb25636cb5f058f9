// SPDX-License-Identifier: Apache-2.0
import {
  curves,
  importSpki,
  selfTest,
  sha256,
  spkiAround,
  toUtf8,
  verifySignature,
} from '@meterpki/protocol';
import { ellipticBackend, Meter, otherTwin } from '@meterpki/simulator';
import { codeOf } from '../support/code-of';

const curve = curves.secp256r1;

describe('the elliptic backend', () => {
  it('passes the known-answer test', () => {
    expect(selfTest(ellipticBackend)).toEqual([]);
  });

  it('verifies both twins of a signature and no other message', () => {
    const meter = Meter.fresh({ serial: '1' });
    const key = importSpki(meter.spki, ellipticBackend);
    if (key === undefined) throw new Error('key refused');
    const fixed = meter.sign(toUtf8('m'), 'p1363');
    const answers = [fixed, otherTwin(curve, fixed)].flatMap((signature) =>
      ['m', 'n'].map((text) =>
        verifySignature(meter.algorithm, key, toUtf8(text), signature, ellipticBackend),
      ),
    );
    expect(answers).toEqual([true, false, true, false]);
  });

  it('refuses points off the curve, zeros and coordinates beyond p', () => {
    const offCurve = [sha256(toUtf8('x')), sha256(toUtf8('y'))];
    for (const coordinates of [Buffer.concat(offCurve), new Uint8Array(64), new Uint8Array(64).fill(255)])
      expect(ellipticBackend.isOnCurve(curve, spkiAround(curve, coordinates))).toBe(false);
  });

  it('says which curve it does not know', () => {
    const { algorithm } = Meter.fromSeed('sample', { serial: '1' });
    const unknown = { ...algorithm, curve: { ...curve, name: 'sect163k1' } };
    expect(codeOf(() => Meter.fresh({ serial: '1', algorithm: unknown }))).toBe('CURVE_UNKNOWN');
  });
});
