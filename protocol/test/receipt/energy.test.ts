// SPDX-License-Identifier: Apache-2.0
import type { Reading } from '@meterpki/protocol';
import { energyFalls } from '../../dist/receipt/energy';

const readings = (values: readonly string[], change: Reading = {}): Reading[] =>
  values.map((value) => ({ value, unit: 'kWh', obis: '1-b:1.8.0', ...change }));

describe('energy that falls', () => {
  it.each<[string, Reading[], boolean]>([
    ['a value that falls between others', readings(['1.9', '1.10', '2']), true],
    ['equal values', readings(['1.0', '1.00']), false],
    ['rising ones', readings(['0.9', '1.10']), false],
    ['nothing', [], false],
    ['one value', readings(['1']), false],
    ['a power that falls', readings(['2', '1'], { obis: '1-b:1.7.0' }), false],
    ['a power register of another form', readings(['2', '1'], { obis: '01-00:01.07.00*FF' }), false],
    ['the unified form of OCMF 1.4', readings(['2', '1'], { obis: '01-00:B2.08.00*FF' }), true],
    ['a code without medium', readings(['2', '1'], { obis: '1.8.0' }), true],
    ['a code that ends with D', readings(['2', '1'], { obis: '1-0:1.8' }), true],
    ['no code', ['2', '1'].map((value) => ({ value, unit: 'kWh' })), true],
    ['seconds', readings(['2', '1'], { unit: 'sec' }), false],
    ['no unit', ['2', '1'].map((value) => ({ value, obis: '1-b:1.8.0' })), false],
    ['values that are no numbers', readings(['b', 'a']), false],
  ])('in %s', (_name, list, expected) => {
    expect(energyFalls(list)).toBe(expected);
  });

  it('is told apart by register', () => {
    const [high] = readings(['5']);
    const [low] = readings(['1'], { obis: '1-b:2.8.0' });
    const [other] = readings(['1'], { unit: 'Wh' });
    expect(energyFalls([high ?? {}, low ?? {}, other ?? {}])).toBe(false);
  });

  it('shows across a reading without a value', () => {
    const [first, last] = readings(['5', '4']);
    expect(energyFalls([first ?? {}, { unit: 'kWh', obis: '1-b:1.8.0' }, last ?? {}])).toBe(true);
  });
});
