// SPDX-License-Identifier: Apache-2.0
import {
  algorithms,
  allCurves,
  curves,
  importSpki,
  nodeBackend,
  selfTest,
  sha256,
  spkiAround,
  toUtf8,
  verifySignature,
  type Algorithm,
} from '@meterpki/protocol';
import { ellipticBackend, Meter, otherTwin } from '@meterpki/simulator';
import { codeOf } from '../support/code-of';

const rows = algorithms.map((row): [string, Algorithm] => [row.id, row]);

describe('the elliptic backend', () => {
  it('passes the known-answer test', () => {
    expect(selfTest(ellipticBackend)).toEqual([]);
  });

  it.each(rows)('verifies both twins of a signature and no other message: %s', (_id, algorithm) => {
    const { curve } = algorithm;
    const meter = Meter.fresh({ serial: '1', algorithm });
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

  it.each(rows)('agrees with node on what a meter signs: %s', (_id, algorithm) => {
    const meter = Meter.fresh({ serial: '1', algorithm });
    const key = importSpki(meter.spki);
    if (key === undefined) throw new Error('key refused');
    for (const text of ['', 'm', 'x'.repeat(1000)]) {
      const fixed = meter.sign(toUtf8(text), 'p1363');
      expect(verifySignature(algorithm, key, toUtf8(text), fixed, nodeBackend)).toBe(true);
      expect(verifySignature(algorithm, key, toUtf8(`${text}.`), fixed, nodeBackend)).toBe(false);
    }
  });

  it.each(allCurves.map((curve) => [curve.name, curve] as const))(
    'refuses points off the curve, zeros and coordinates beyond p: %s',
    (_name, curve) => {
      const size = 2 * curve.length;
      const offCurve = Buffer.concat(['w', 'x', 'y', 'z'].map((text) => sha256(toUtf8(text)))).subarray(
        0,
        size,
      );
      for (const coordinates of [offCurve, new Uint8Array(size), new Uint8Array(size).fill(255)])
        expect(ellipticBackend.isOnCurve(curve, spkiAround(curve, coordinates))).toBe(false);
    },
  );

  it('says which curve it does not know', () => {
    const { algorithm } = Meter.fromSeed('sample', { serial: '1' });
    const unknown = { ...algorithm, curve: { ...curves.secp256r1, name: 'sect163k1' } };
    expect(codeOf(() => Meter.fresh({ serial: '1', algorithm: unknown }))).toBe('CURVE_UNKNOWN');
  });
});
