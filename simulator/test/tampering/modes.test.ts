// SPDX-License-Identifier: Apache-2.0
import { algorithms, type Algorithm } from '@meterpki/protocol';
import { tamper, tamperingModes, type Meter, type OcmfOptions } from '@meterpki/simulator';
import { codeOf } from '../support/code-of';
import { opinionOn } from '../support/registered';
import { sampleMeter, transaction } from '../support/samples';

/** Two receipts of one meter. */
type Pair = (meter: Meter) => readonly [string, string];

const ocmf =
  (options: Partial<OcmfOptions>): Pair =>
  (meter) => [meter.signOcmf({ ...transaction, ...options }), meter.signOcmf({ ...transaction, ...options })];

const kinds: [format: 'ocmf' | 'raw', name: string, make: Pair][] = [
  ['ocmf', 'an OCMF record', ocmf({})],
  ['ocmf', 'an OCMF record with base64', ocmf({ signatureText: 'base64' })],
  ['ocmf', 'an OCMF record with r and s', ocmf({ signatureEncoding: 'p1363', algorithmNamed: false })],
  ['raw', 'a raw receipt', (meter) => [meter.signRaw('a'), meter.signRaw('b')]],
];

describe.each(kinds)('tampering with %s: %s', (format, _name, make) => {
  const modes = tamperingModes.filter(({ formats }) => formats.includes(format));

  it('starts from a valid receipt without findings', () => {
    const meter = sampleMeter();
    expect(opinionOn(make(meter)[0], meter)).toMatchObject({ judgement: { verdict: 'valid' }, findings: [] });
  });

  it.each(modes)('by $name is judged as the table says', ({ name, expected, finding }) => {
    const meter = sampleMeter();
    const [receipt, second] = make(meter);
    const tampered = tamper(name, receipt, second);
    expect(tampered).not.toBe(receipt);
    const opinion = opinionOn(tampered, meter);
    expect(opinion.judgement).toEqual(expected);
    expect(opinion.findings).toEqual(finding === undefined ? [] : [finding]);
  });

  it('by the twin of s keeps the name of the receipt', () => {
    const meter = sampleMeter();
    const [receipt] = make(meter);
    const [before, after] = [receipt, tamper('high-s-twin', receipt)].map((text) => opinionOn(text, meter));
    expect(before?.receiptId).toMatch(/^[0-9a-f]{64}$/);
    expect(after?.receiptId).toBe(before?.receiptId);
  });
});

describe.each(algorithms.map((row): [string, Algorithm] => [row.id, row]))(
  'tampering with receipts of a meter with %s',
  (_id, algorithm) => {
    it.each(kinds)('is judged as the table says: %s, %s', (format, _name, make) => {
      const meter = sampleMeter(algorithm);
      const [receipt, second] = make(meter);
      expect(opinionOn(receipt, meter).judgement).toEqual({ verdict: 'valid' });
      for (const { name, expected } of tamperingModes.filter(({ formats }) => formats.includes(format))) {
        const { judgement } = opinionOn(tamper(name, receipt, second, algorithm), meter);
        expect({ name, judgement }).toEqual({ name, judgement: expected });
      }
    });
  },
);

describe('tamper', () => {
  const receipt = sampleMeter().signOcmf(transaction);

  it.each([
    ['MODE_UNKNOWN', 'no-such-mode', receipt],
    ['RECEIPT_UNREADABLE', 'changed-amount', 'hello'],
    ['MODE_NOT_APPLICABLE', 'changed-amount', sampleMeter().signRaw('a')],
    ['MODE_NOT_APPLICABLE', 'changed-information', receipt],
    ['SECOND_RECEIPT_NEEDED', 'swapped-signature', receipt],
  ])('says %s for %s', (code, mode, text) => {
    expect(codeOf(() => tamper(mode, text))).toBe(code);
  });

  it('does not swap a signature for itself', () => {
    expect(codeOf(() => tamper('swapped-signature', receipt, receipt))).toBe('MODE_NOT_APPLICABLE');
  });
});
