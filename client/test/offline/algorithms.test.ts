// SPDX-License-Identifier: Apache-2.0
import { checkWithKey, givenKey, keysOf, type GivenKey, type ReceiptOutcome } from '@meterpki/client';
import { algorithms, allCurves, defaultAlgorithms, toHex, type Algorithm } from '@meterpki/protocol';
import { Meter, tamper } from '@meterpki/simulator';
import { vectorLines } from '../support/vectors';

const every = algorithms.map(({ id }) => id);
const transaction = {
  begin: { time: '2026-03-01T10:00:00.000Z', value: '1.230' },
  end: { time: '2026-03-01T11:00:00.000Z', value: '13.570' },
};
const meterWith = (algorithm: Algorithm): Meter => Meter.fromSeed('client', { serial: 'T-1', algorithm });
const keyOf = (meter: Meter): GivenKey => givenKey(toHex(meter.spki));
const reasonOf = ({ verdict, reason }: ReceiptOutcome): string => reason ?? verdict;

/** X alone, with the parity of Y: it does not say on which curve. */
function compressed({ spki, curve }: Meter): string {
  const x = spki.subarray(-2 * curve.length, -curve.length);
  return `0${2 + ((spki.at(-1) ?? 0) & 1)}${toHex(x)}`;
}

describe.each(algorithms.map((row): [string, Algorithm] => [row.id, row]))(
  'a key for %s',
  (_id, algorithm) => {
    const meter = meterWith(algorithm);
    const named = meter.signOcmf(transaction);
    const unnamed = meter.signOcmf({ ...transaction, algorithmNamed: false });
    const raw = meter.signRaw('13.570 kWh');

    it('checks receipts that name the algorithm, that name none, and raw ones', () => {
      const outcomes = [named, unnamed, raw].map((text) => checkWithKey({ text }, keyOf(meter), 0, every));
      expect(outcomes.map(reasonOf)).toEqual(['valid', 'valid', 'valid']);
      expect(new Set(outcomes.map(({ key }) => key))).toEqual(new Set([meter.fingerprint]));
    });

    it('tells changed ones', () => {
      const forged = [
        ...[named, unnamed].map((text) => tamper('changed-amount', text)),
        tamper('changed-information', raw),
      ];
      expect(forged.map((text) => reasonOf(checkWithKey({ text }, keyOf(meter), 0, every)))).toEqual(
        Array(3).fill('signature-mismatch'),
      );
    });

    it('checks them with the point that names no curve as well', () => {
      const given = givenKey(compressed(meter));
      expect(keysOf(given).map(({ fingerprint }) => fingerprint)).toContain(meter.fingerprint);
      for (const text of [named, unnamed]) {
        expect(checkWithKey({ text }, given, 0, every)).toMatchObject({
          verdict: 'valid',
          key: meter.fingerprint,
        });
        const forged = { text: tamper('changed-amount', text) };
        expect(reasonOf(checkWithKey(forged, given, 0, every))).toBe('signature-mismatch');
      }
    });

    it('counts by default unless its curve is weak', () => {
      const expected = algorithm.legacy ? 'unsupported' : 'valid';
      for (const text of [named, unnamed, raw])
        expect(reasonOf(checkWithKey({ text }, keyOf(meter)))).toBe(expected);
      expect(reasonOf(checkWithKey({ text: 'OCMF|{' }, keyOf(meter)))).toBe('malformed');
      expect(defaultAlgorithms.includes(algorithm.id)).toBe(!algorithm.legacy);
    });
  },
);

describe('a key on a curve with two hashes', () => {
  it('says algorithm-mismatch for a receipt of another curve', () => {
    const [p256] = algorithms;
    const p384 = algorithms.find(({ curve, hash }) => curve.name === 'secp384r1' && hash === 'sha384');
    if (p256 === undefined || p384 === undefined) throw new Error('both are built in');
    const text = meterWith(p256).signOcmf(transaction);
    expect(reasonOf(checkWithKey({ text }, keyOf(meterWith(p384))))).toBe('algorithm-mismatch');
  });
});

const lines = vectorLines();
// A clone elsewhere has no shared folder: nothing to read there, and the reader has said so loudly.
(lines.length > 0 ? describe : describe.skip)('the receipts of real meters, each with its own key', () => {
  it('come out as expected, all 26, with weak curves allowed', () => {
    const outcomes = lines.map(({ ocmf, publicKey }) =>
      reasonOf(checkWithKey({ text: ocmf }, givenKey(publicKey), 0, every)),
    );
    expect(outcomes).toEqual(
      lines.map(({ expectedValid }) => (expectedValid ? 'valid' : 'signature-mismatch')),
    );
    expect(outcomes).toHaveLength(26);
  });

  it('are unsupported on weak curves otherwise', () => {
    const weak = allCurves.filter(({ length }) => length === 24).map(({ openssl }) => openssl);
    const outcomes = lines
      .filter(({ curve }) => weak.includes(curve))
      .map(({ ocmf, publicKey }) => reasonOf(checkWithKey({ text: ocmf }, givenKey(publicKey))));
    expect(outcomes).toEqual(['unsupported', 'unsupported', 'unsupported']);
  });
});
