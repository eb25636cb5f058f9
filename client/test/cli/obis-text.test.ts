// SPDX-License-Identifier: Apache-2.0
import { english } from '../../dist/cli/language/english';
import { german } from '../../dist/cli/language/german';
import { obisText } from '../../dist/cli/output/obis-text';

describe('OBIS codes in words', () => {
  it.each([
    ['1-b:1.8.0', 'active energy, import'],
    ['1-0:1.8.0*255', 'active energy, import'],
    ['1-0:2.8.2', 'active energy, export, tariff 2'],
    ['01-00:01.08.00.FF', 'active energy, import'],
    ['01-00:B2.08.00.FF', 'energy of the transaction, import, at the mains connection'],
  ])('%s', (code, text) => {
    expect(obisText(code, english)).toBe(text);
  });

  it.each(['', '1.8.0', '1-0:96.1.0', 'energy', '1-0:1.8.0*255 and more'])(
    'guesses nothing from "%s"',
    (code) => {
      expect(obisText(code, english)).toBeUndefined();
    },
  );

  it('speaks other languages', () => {
    expect(obisText('1-0:2.8.2', german)).toBe('Wirkenergie, Einspeisung, Tarif 2');
  });
});
