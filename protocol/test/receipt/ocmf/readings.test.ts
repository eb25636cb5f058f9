// SPDX-License-Identifier: Apache-2.0
import { readReceipt } from '@meterpki/protocol';
import { receiptIn, recordAround } from '../../support/ocmf';

const readings = (list: string): ReturnType<typeof receiptIn> => receiptIn(recordAround(`{"RD":${list}}`));
const time = (hour: string): string => `2026-01-31T${hour}:00:00,000+0000 S`;

describe('the readings', () => {
  it('carry forward what a later one leaves out, but never a value', () => {
    const list = `[{"TM":"${time('12')}","TX":"B","RV":1.50,"RI":"1-b:1.8.0","RU":"kWh","EF":"","ST":"G"},{"RV":2.0,"TX":"E"},{"RI":"x"}]`;
    const common = {
      time: { text: time('12'), milliseconds: Date.parse('2026-01-31T12:00:00Z'), clock: 'S' },
    };
    const register = { unit: 'kWh', errorFlags: '', status: 'G' };
    expect(readings(list).readings).toEqual([
      { ...common, ...register, transaction: 'B', obis: '1-b:1.8.0', value: '1.50' },
      { ...common, ...register, transaction: 'E', obis: '1-b:1.8.0', value: '2.0' },
      { ...common, ...register, transaction: 'E', obis: 'x' },
    ]);
  });

  it('keep the digits of a value, as number or as text', () => {
    const values = readings('[{"RV":0.2590},{"RV":"  12.340 "},{"RV":1e-3},{"RV":true}]').readings;
    expect(values.map(({ value }) => value)).toEqual(['0.2590', '12.340', '1e-3', undefined]);
  });

  it('claim the latest of their times', () => {
    const list = ['no time', time('14'), time('16'), time('15')].map((text) => `{"TM":"${text}"}`);
    expect(readings(`[${list.join(',')}]`).claimed?.text).toBe(time('16'));
  });

  it('claim no moment where the last of them names none: an earlier one is not when it was signed', () => {
    const list = [time('14'), time('16'), 'no time'].map((text) => `{"TM":"${text}"}`);
    const { claimed } = readings(`[${list.join(',')}]`);
    expect([claimed?.text, claimed?.milliseconds]).toEqual(['no time', undefined]);
  });

  it('claim the last of times that name no moment, without milliseconds', () => {
    expect(readings('[{"TM":"a"},{"TM":"b"}]').claimed).toEqual({ text: 'b' });
  });

  it('claim nothing where there is none', () => {
    expect(readings('[]').claimed).toBeUndefined();
    expect(receiptIn(recordAround('{}')).claimed).toBeUndefined();
    expect(readings('[{"TM":null}]').claimed).toBeUndefined();
  });

  it.each(['{}', '1', 'null', '"x"', '[1]', '[null]', '[[]]', '[{},"x"]'])('are malformed as %s', (list) => {
    expect(readReceipt(recordAround(`{"RD":${list}}`)).kind).toBe('malformed');
  });

  it('are not disturbed by a member called __proto__', () => {
    expect(readings('[{"__proto__":{"ST":"G"},"RV":1}]').readings).toEqual([{ value: '1' }]);
  });
});
