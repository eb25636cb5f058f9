// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { instantOf, millisecondsOf } from '@meterpki/protocol';

const YEAR_ZERO = Date.parse('0000-01-01T00:00:00.000Z');
const YEAR_9999 = Date.parse('9999-12-31T23:59:59.999Z');
const moments = fc.integer({ min: YEAR_ZERO, max: YEAR_9999 });

describe('an instant', () => {
  it('always has 24 characters and gives its milliseconds back', () => {
    fc.assert(
      fc.property(moments, (at) => {
        expect(instantOf(at)).toHaveLength(24);
        expect(millisecondsOf(instantOf(at))).toBe(at);
      }),
    );
  });

  it('sorts as text the way it sorts in time', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        expect(instantOf(a) < instantOf(b)).toBe(a < b);
      }),
    );
  });

  it('does not exist outside the years 0000 to 9999', () => {
    expect(() => instantOf(YEAR_9999 + 1)).toThrow(RangeError);
    expect(() => instantOf(YEAR_ZERO - 1)).toThrow(RangeError);
    expect(() => instantOf(NaN)).toThrow(RangeError);
  });

  it.each([
    '2026-02-29T00:00:00.000Z',
    '2026-04-31T00:00:00.000Z',
    '2026-01-01T24:00:00.000Z',
    '2026-01-01T00:60:00.000Z',
    '2026-01-01T00:00:60.000Z',
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00.000+00:00',
    '2026-01-01 00:00:00.000Z',
    '+02026-01-01T00:00:00.000Z',
    '2026-01-01T00:00:00.000Z\n',
    '',
  ])('is not %j', (text) => {
    expect(millisecondsOf(text)).toBeUndefined();
  });
});
