// SPDX-License-Identifier: Apache-2.0
import { readReceipt, type Receipt } from '@meterpki/protocol';
import { Meter, SimulatorError, type OcmfOptions } from '@meterpki/simulator';
import { codeOf } from '../support/code-of';
import { opinionOn } from '../support/registered';
import { sampleMeter, transaction } from '../support/samples';

function read(text: string): Receipt {
  const outcome = readReceipt(text);
  if (outcome.kind !== 'receipt') throw new Error(outcome.text);
  return outcome.receipt;
}

const variants: [string, Partial<OcmfOptions>][] = [
  ['the defaults', {}],
  ['r and s side by side', { signatureEncoding: 'p1363' }],
  ['a signature as base64', { signatureText: 'base64' }],
  ['no algorithm named', { algorithmNamed: false }],
  ['a section mark in the tariff', { tariff: 'day|night "A" \\ é' }],
  ['a local time', { offsetMinutes: -210 }],
  ['a charge point', { chargePoint: { type: 'EVSEID', id: 'DE*ABC*E1' } }],
];

describe('an OCMF record', () => {
  it.each(variants)('with %s is valid and without findings', (_name, options) => {
    const meter = sampleMeter();
    const opinion = opinionOn(meter.signOcmf({ ...transaction, ...options }), meter);
    expect(opinion.judgement).toEqual({ verdict: 'valid' });
    expect(opinion.findings).toEqual([]);
  });

  it('with integers without padding is valid and says so', () => {
    const meter = sampleMeter();
    const record = meter.signOcmf({ ...transaction, signatureEncoding: 'unpadded-der' });
    expect(opinionOn(record, meter)).toMatchObject({
      judgement: { verdict: 'valid' },
      findings: ['nonstandard-encoding'],
    });
  });

  it('keeps every digit of a reading', () => {
    const { readings } = read(sampleMeter().signOcmf(transaction));
    expect(readings.map(({ value }) => value)).toEqual(['0.0000000000000000010', '12.340']);
  });

  it('claims the moment of the end, whatever the offset it is written in', () => {
    const claims = [0, 120, -90].map(
      (offsetMinutes) => read(sampleMeter().signOcmf({ ...transaction, offsetMinutes })).claimed,
    );
    expect(claims.map((claim) => claim?.milliseconds)).toEqual(
      Array(3).fill(Date.parse('2026-01-31T13:30:00.250Z')),
    );
    expect(claims[1]?.text).toBe('2026-01-31T15:30:00,250+0200 S');
    expect(claims[2]?.text).toBe('2026-01-31T12:00:00,250-0130 S');
  });

  it('names meter, gateway and charge point', () => {
    const record = sampleMeter().signOcmf({ ...transaction, chargePoint: { type: 'EVSEID', id: 'E1' } });
    expect(read(record).aliases).toEqual([
      { kind: 'GS+MS', text: 'G-9|4711' },
      { kind: 'MS', text: '4711' },
      { kind: 'GS', text: 'G-9' },
      { kind: 'CT+CI', text: 'EVSEID|E1' },
    ]);
  });

  it('counts the pagination up from where the meter begins', () => {
    const meter = Meter.fromSeed('sample', { serial: '1', firstPagination: 41 });
    const pages = [{}, {}, { pagination: 7 }, {}].map(
      (options) => read(meter.signOcmf({ ...transaction, ...options })).pagination,
    );
    expect(pages).toEqual(['T41', 'T42', 'T7', 'T8']);
  });

  it('without an end or a synchronised clock carries the findings', () => {
    const meter = sampleMeter();
    const record = meter.signOcmf({ begin: transaction.begin, clock: 'U' });
    expect(opinionOn(record, meter).findings).toEqual(['clock-not-synchronised', 'begin-end-incomplete']);
  });

  it.each<[string, Partial<OcmfOptions>]>([
    ['a reading that is no decimal', { begin: { time: '2026-01-31T12:00:00.000Z', value: '1e3' } }],
    ['a reading with a needless zero', { begin: { time: '2026-01-31T12:00:00.000Z', value: '01' } }],
    ['a day that does not exist', { begin: { time: '2026-02-30T12:00:00.000Z', value: '1' } }],
    ['an offset beyond fourteen hours', { offsetMinutes: 841 }],
    ['a negative pagination', { pagination: -1 }],
  ])('is refused with %s', (_name, options) => {
    const sign = (): string => sampleMeter().signOcmf({ ...transaction, ...options });
    expect(sign).toThrow(SimulatorError);
    expect(codeOf(sign)).toBe('FIELD_INVALID');
  });
});

describe('a raw receipt', () => {
  it.each<[string, string | Uint8Array]>([
    ['text', '1.23 kWh'],
    ['bytes', Uint8Array.of(0, 255, 128)],
    ['nothing', ''],
  ])('over %s is valid', (_name, information) => {
    const meter = sampleMeter();
    expect(opinionOn(meter.signRaw(information), meter).judgement).toEqual({ verdict: 'valid' });
  });
});
