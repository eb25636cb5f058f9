// SPDX-License-Identifier: Apache-2.0
import type { Alias } from '@meterpki/protocol';
import { receiptIn, recordAround } from '../../support/ocmf';

const aliases = (payload: string): readonly Alias[] => receiptIn(recordAround(payload)).aliases;

describe('the search terms of a record', () => {
  it('are gateway with meter, meter, gateway and charge point', () => {
    expect(aliases('{"GS":"G 1","MS":"007","CT":0,"CI":"E,1"}')).toEqual([
      { kind: 'GS+MS', text: 'G 1|007' },
      { kind: 'MS', text: '007' },
      { kind: 'GS', text: 'G 1' },
      { kind: 'CT+CI', text: '0|E,1' },
    ]);
  });

  it('keep the digits of numbers', () => {
    expect(aliases('{"MS":17619300.0}')).toEqual([{ kind: 'MS', text: '17619300.0' }]);
  });

  it('leave out what is empty, no text, or half', () => {
    expect(aliases('{"MS":"","GS":null,"CT":"EVSEID"}')).toEqual([]);
    expect(aliases('{}')).toEqual([]);
  });

  it('leave out what is longer than 250 bytes', () => {
    expect(aliases(`{"MS":"${'é'.repeat(125)}"}`)).toHaveLength(1);
    expect(aliases(`{"MS":"${'é'.repeat(126)}"}`)).toEqual([]);
  });
});
