// SPDX-License-Identifier: Apache-2.0
import { toBase64Url, toUtf8, type Receipt } from '@meterpki/protocol';
import { readWebTime } from '../../../dist/receipt/jws/time';
import { receiptIn } from '../../support/ocmf';
import { meterOf } from '../../support/register';
import { claims, part, signJws } from '../../support/signed-forms';

const meter = meterOf();
const receiptWith = (change: object): Receipt => receiptIn(signJws(meter, { ...claims, ...change }));

describe('the claims of a JWS', () => {
  it('keep the digits of numbers', () => {
    const text = '{"pagination":7,"readings":[{"value":1.50,"unit":"kWh"}]}';
    const receipt = receiptIn(`${part({ alg: 'ES256' })}.${toBase64Url(toUtf8(text))}.AAAA`);
    expect(receipt.readings).toEqual([{ value: '1.50', unit: 'kWh' }]);
    expect(receipt.pagination).toBe('7');
  });

  it.each([
    ['text', 'hello'],
    ['a list', [1]],
    ['an object of other claims', { iss: 'x', iat: 1 }],
    ['readings that are none', { readings: 'none', aliases: [], time: 1, clock: 2 }],
  ])('may be %s of somebody else', (_name, payload) => {
    const receipt = receiptIn(signJws(meter, payload));
    expect(receipt).toMatchObject({ aliases: [], readings: [] });
    expect(receipt.findings).toEqual(['missing-mandatory-field', 'clock-not-synchronised']);
  });

  it('may be bytes that are no text', () => {
    expect(receiptIn(`${part({ alg: 'ES256' })}._w.AAAA`).readings).toEqual([]);
  });

  it.each<[string, object, readonly string[]]>([
    ['a clock that runs by itself', { clock: 'U' }, ['clock-not-synchronised']],
    ['a reading without a unit', { readings: [{ value: '1' }] }, ['missing-mandatory-field']],
    ['a reading without a value', { readings: [{ unit: 'kWh' }] }, ['missing-mandatory-field']],
    ['energy that falls', { readings: [...claims.readings].reverse() }, ['energy-difference']],
    ['an empty pagination', { pagination: '' }, []],
  ])('give a finding for %s', (_name, change, expected) => {
    expect(receiptWith(change).findings).toEqual(expected);
  });

  it('claim the time of the latest reading where they say none themselves', () => {
    const readings = [{ ...claims.readings[1], clock: 'S' }, claims.readings[0]];
    expect(receiptWith({ time: undefined, readings }).claimed).toMatchObject({
      text: '2026-01-31T13:00:00Z',
      clock: 'S',
    });
  });

  it('leave out aliases that are empty, too long, or of no kind', () => {
    const { aliases } = receiptWith({ aliases: { MS: '', GS: 'x'.repeat(251), 'CT+CI': 'a|b', X: '1' } });
    expect(aliases).toEqual([{ kind: 'CT+CI', text: 'a|b' }]);
  });

  it('are not disturbed by members out of the prototype', () => {
    const text = '{"__proto__":{"time":"2026-01-31T12:00:00Z"},"readings":[{"__proto__":{"value":"9"}}]}';
    const receipt = receiptIn(`${part({ alg: 'ES256' })}.${toBase64Url(toUtf8(text))}.AAAA`);
    expect(receipt.readings).toEqual([{}]);
    expect(receipt.claimed).toBeUndefined();
  });
});

describe('a time of RFC 3339', () => {
  it.each([
    ['2026-01-31T13:00:00Z', '2026-01-31T13:00:00.000Z'],
    ['2026-01-31T13:00:00.5Z', '2026-01-31T13:00:00.500Z'],
    ['2026-01-31T13:00:00.123456789Z', '2026-01-31T13:00:00.123Z'],
    ['2026-01-31T13:00:00+02:00', '2026-01-31T11:00:00.000Z'],
    ['2026-01-31T13:00:00-03:30', '2026-01-31T16:30:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(readWebTime(text)).toEqual({ text, milliseconds: Date.parse(instant) });
  });

  it.each([
    '',
    '2026-01-31',
    '2026-01-31T13:00:00',
    '2026-02-30T13:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T13:00:00+24:00',
    '2026-01-31T13:00:00+00:60',
    '2026-01-31 13:00:00Z',
  ])('%j names no moment', (text) => {
    expect(readWebTime(text)).toEqual({ text });
  });
});
