// SPDX-License-Identifier: Apache-2.0
import { toHex } from '@meterpki/protocol';
import { base64, contentsIn, itemsIn, xmlValue, xmlValues } from '../support/containers';
import { transaction } from '../support/ocmf';
import { meterOf } from '../support/register';

const meter = meterOf();
const ocmf = meter.signOcmf(transaction);
const key = toHex(meter.spki);

const signedData = (values: readonly unknown[], more: object = { public_key: key }): object => ({
  encoding_method: 'OCMF',
  encoding_method_version: 1,
  ...more,
  signed_values: values,
  url: 'https://example.com/check',
});
const cdr = (values: readonly unknown[]): object => ({
  country_code: 'DE',
  id: 'cdr-1',
  session_id: 'session-1',
  signed_data: signedData(values),
});
const start = { nature: 'Start', plain_data: '', signed_data: base64(ocmf) };
const end = { nature: 'End', plain_data: '', signed_data: ocmf };

describe('OCPI', () => {
  it('gives record, key, session and moment out of a CDR', () => {
    const content = { kind: 'receipt', text: ocmf };
    expect(itemsIn(JSON.stringify(cdr([start, { ...end, nature: 'Intermediate' }, end])))).toEqual([
      { key, transaction: 'session-1', moment: 'begin', content },
      { key, transaction: 'session-1', moment: 'update', content },
      { key, transaction: 'session-1', moment: 'end', content },
    ]);
  });

  it.each([
    ['a list of CDRs', [cdr([start]), cdr([end])]],
    ['an answer around them', { data: [cdr([start]), cdr([end])], status_code: 1000 }],
  ])('is read as %s', (_name, value) => {
    expect(contentsIn(JSON.stringify(value))).toEqual([ocmf, ocmf]);
  });

  it('is read as signed_data by itself, and without a key or a nature', () => {
    const text = JSON.stringify(signedData([{ signed_data: base64(ocmf) }], {}));
    expect(itemsIn(text)).toEqual([{ content: { kind: 'receipt', text: ocmf } }]);
  });

  it('takes the ID of the CDR where it names no session', () => {
    const text = JSON.stringify({ ...cdr([start]), session_id: undefined });
    expect(itemsIn(text)[0]?.transaction).toBe('cdr-1');
  });

  it('may hold S.A.F.E. XML, whose own words count more', () => {
    const xml = xmlValues(
      xmlValue(ocmf, 'transactionId="1" context="Transaction.Begin"'),
      xmlValue(ocmf, 'transactionId="1" context="Transaction.End"'),
    );
    const items = itemsIn(JSON.stringify(cdr([{ nature: 'End', signed_data: base64(xml) }])));
    expect(items.map(({ transaction: name, moment, key: own }) => [name, moment, own])).toEqual([
      ['1', 'begin', key],
      ['1', 'end', key],
    ]);
  });

  it('reads plain_data where only that holds a whole record', () => {
    const value = { nature: 'End', plain_data: ocmf, signed_data: base64('3045') };
    expect(contentsIn(JSON.stringify(cdr([value])))).toEqual([ocmf]);
    expect(contentsIn(JSON.stringify(cdr([{ plain_data: ocmf }])))).toEqual([ocmf]);
  });

  it('keeps the place of what is no receipt', () => {
    const values = [1, {}, { signed_data: 'AP;0;3;ALCV' }, start];
    expect(contentsIn(JSON.stringify(cdr(values)))).toEqual(['malformed', 'malformed', 'unsupported', ocmf]);
  });
});
