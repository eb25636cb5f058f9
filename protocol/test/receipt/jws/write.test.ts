// SPDX-License-Identifier: Apache-2.0
import {
  algorithms,
  decodeSignature,
  importSpki,
  readReceipt,
  Refusal,
  verifySignature,
  writeJws,
  type Algorithm,
  type JwsContent,
} from '@meterpki/protocol';
import { Meter } from '@meterpki/simulator';
import fc from 'fast-check';

const content: JwsContent = {
  meter: 'ptb:4711',
  aliases: { MS: '4711' },
  time: '2026-01-31T13:00:00.000Z',
  clock: 'S',
  pagination: 'T7',
  readings: [
    { time: '2026-01-31T12:00:00.000Z', transaction: 'B', value: '1.10', unit: 'kWh', obis: '1-b:1.8.0' },
    { time: '2026-01-31T13:00:00.000Z', transaction: 'E', value: '2.200', unit: 'kWh', obis: '1-b:1.8.0' },
  ],
};

const meterOf = (algorithm: Algorithm): Meter => Meter.fromSeed('writer', { serial: '4711', algorithm });

function written(algorithm: Algorithm, wish: JwsContent = content): string {
  const { signedBytes, complete } = writeJws(algorithm, wish);
  return complete(meterOf(algorithm).sign(signedBytes, 'p1363'));
}

const named = algorithms.filter(({ jws }) => jws !== undefined);
const codeOf = (call: () => unknown): string | undefined => {
  try {
    call();
    return undefined;
  } catch (error) {
    return error instanceof Refusal ? error.message : String(error);
  }
};

describe('a written JWS', () => {
  it.each(named.map((algorithm) => [algorithm.jws, algorithm] as const))(
    '%s is read back as it was meant, and its signature verifies',
    (_name, algorithm) => {
      const read = readReceipt(written(algorithm));
      if (read.kind !== 'receipt') throw new Error(read.text);
      const { receipt } = read;
      expect(receipt).toMatchObject({
        format: 'jws',
        algorithm,
        meterId: 'ptb:4711',
        aliases: [{ kind: 'MS', text: '4711' }],
        pagination: 'T7',
        claimed: { milliseconds: Date.parse(content.time), clock: 'S' },
        findings: [],
      });
      expect(receipt.readings.map(({ value, unit, obis }) => ({ value, unit, obis }))).toEqual(
        content.readings.map(({ value, unit, obis }) => ({ value, unit, obis })),
      );
      const key = importSpki(meterOf(algorithm).spki);
      const decoded = decodeSignature(receipt.signature, receipt.encodings, algorithm.curve);
      if (key === undefined || decoded === undefined) throw new Error('no key or signature');
      expect(verifySignature(algorithm, key, receipt.signedBytes, decoded.fixed)).toBe(true);
    },
  );

  it('keeps every digit of any reading', () => {
    const [algorithm] = named;
    if (algorithm === undefined) throw new Error('no algorithm');
    const value = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.stringMatching(/^\d{0,10}$/))
      .map(([whole, rest]) => (rest === '' ? String(whole) : `${whole}.${rest}`));
    fc.assert(
      fc.property(value, (text) => {
        const read = readReceipt(
          written(algorithm, { ...content, readings: [{ value: text, unit: 'kWh' }] }),
        );
        expect(read).toMatchObject({ kind: 'receipt', receipt: { readings: [{ value: text }] } });
      }),
      { numRuns: 25 },
    );
  });

  it('is refused for an algorithm that JWS has no name for, a value that is no number, and a wrong signature', () => {
    const [good] = named;
    const other = algorithms.find(({ jws }) => jws === undefined);
    if (good === undefined || other === undefined) throw new Error('no algorithm');
    expect(codeOf(() => writeJws(other, content))).toContain('algorithm: INVALID_ARGUMENT');
    const wrong = { ...content, readings: [{ value: '1,5', unit: 'kWh' }] };
    expect(codeOf(() => writeJws(good, wrong))).toContain('readings[0].value: INVALID_ARGUMENT');
    expect(codeOf(() => writeJws(good, content).complete(new Uint8Array(63)))).toContain('64 bytes');
  });
});
