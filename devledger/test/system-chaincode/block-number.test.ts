// SPDX-License-Identifier: Apache-2.0
import { parseBlockNumber } from '../../dist/system-chaincode/block-number.js';

describe('parseBlockNumber', () => {
  it.each([
    ['0', 0n],
    ['007', 7n],
    ['18446744073709551614', 2n ** 64n - 2n],
  ])('reads %s', (text, number) => {
    expect(parseBlockNumber(text)).toEqual({ number, isNewest: false });
  });

  it('takes the largest number for the newest block', () => {
    expect(parseBlockNumber('18446744073709551615')).toMatchObject({ isNewest: true });
  });

  it.each([
    ['', 'strconv.ParseUint: parsing "": invalid syntax'],
    ['-1', 'strconv.ParseUint: parsing "-1": invalid syntax'],
    ['1e3', 'strconv.ParseUint: parsing "1e3": invalid syntax'],
    ['1_000', 'strconv.ParseUint: parsing "1_000": invalid syntax'],
    ['18446744073709551616', 'strconv.ParseUint: parsing "18446744073709551616": value out of range'],
  ])('refuses "%s" in the words of Go', (text, fault) => {
    expect(parseBlockNumber(text)).toEqual({ fault });
  });
});
