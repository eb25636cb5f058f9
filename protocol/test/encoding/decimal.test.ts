// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { isLess, scaledText } from '../../dist/encoding/decimal';

const readings = fc.bigInt({ min: 0n, max: 10n ** 18n });

describe('decimal texts', () => {
  it.each([
    ['1.9', '1.10', false],
    ['1.10', '1.9', true],
    ['2851485', '2851485.0', false],
    ['0.2596', '0.2597', true],
    ['-1', '1', true],
    ['+1', '2', true],
    ['1e3', '1001', true],
    ['1.5E-1', '0.16', true],
    ['9007199254740993', '9007199254740992', false],
    ['9007199254740992', '9007199254740993', true],
  ])('%s is less than %s: %s', (text, other, expected) => {
    expect(isLess(text, other)).toBe(expected);
  });

  it.each(['', '.5', '5.', '1,5', '0x10', 'NaN', '1e100', ' 1', '1'.repeat(65)])(
    'are not compared where one of them is %j',
    (text) => {
      expect([isLess(text, '999999'), isLess('-1', text)]).toEqual([false, false]);
    },
  );

  it('keep the order of whole numbers under any scale', () => {
    fc.assert(
      fc.property(readings, readings, fc.integer({ min: -20, max: 20 }), (a, b, scale) => {
        expect(isLess(scaledText(a, scale), scaledText(b, scale))).toBe(a < b);
      }),
    );
  });

  it.each([
    [89_872n, -1, '8987.2'],
    [5n, -3, '0.005'],
    [0n, -2, '0.00'],
    [12n, 0, '12'],
    [12n, 3, '12000'],
  ])('%s scaled by %s is %s', (value, exponent, text) => {
    expect(scaledText(value, exponent)).toBe(text);
  });

  it('are not made of what is no reading', () => {
    expect(() => scaledText(-1n, 0)).toThrow(RangeError);
    expect(() => scaledText(1n, 100)).toThrow(RangeError);
  });
});
