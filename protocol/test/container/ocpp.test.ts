// SPDX-License-Identifier: Apache-2.0
import { toHex, toUtf8 } from '@meterpki/protocol';
import { base64, contentsIn, itemsIn, xmlValue, xmlValues } from '../support/containers';
import { transaction } from '../support/ocmf';
import { meterOf } from '../support/register';

const meter = meterOf();
const ocmf = meter.signOcmf(transaction);
const hexKey = toHex(meter.spki);
const content = { kind: 'receipt', text: ocmf };

const signedMeterValue = {
  signedMeterData: base64(ocmf),
  signingMethod: '',
  encodingMethod: 'OCMF',
  publicKey: base64(`oca:base16:asn1:${hexKey}`),
};

describe('OCPP 2.0.1', () => {
  const event = (eventType: string, sampledValue: readonly unknown[]): object => ({
    eventType,
    timestamp: '2026-01-31T13:00:00Z',
    transactionInfo: { transactionId: 'tx-1' },
    meterValue: [{ timestamp: '2026-01-31T13:00:00Z', sampledValue }],
  });
  const begin = { value: 1.1, context: 'Transaction.Begin', signedMeterValue };
  const end = {
    value: 2.2,
    context: 'Transaction.End',
    signedMeterValue: { ...signedMeterValue, publicKey: '' },
  };

  it('gives record, key, transaction and moment out of a message', () => {
    const message = [2, '19223201', 'TransactionEvent', event('Ended', [begin, end, { value: 3 }])];
    expect(itemsIn(JSON.stringify(message))).toEqual([
      { key: signedMeterValue.publicKey, transaction: 'tx-1', moment: 'begin', content },
      { transaction: 'tx-1', moment: 'end', content },
    ]);
  });

  it('is read as payload, as meter value and as the bare type', () => {
    const payload = event('Started', [begin]);
    expect(contentsIn(JSON.stringify(payload))).toEqual([ocmf]);
    expect(contentsIn(JSON.stringify({ sampledValue: [begin] }))).toEqual([ocmf]);
    expect(contentsIn(JSON.stringify(signedMeterValue))).toEqual([ocmf]);
  });

  it.each([
    ['Started', 'begin'],
    ['Updated', 'update'],
    ['Ended', 'end'],
    ['Else', undefined],
  ])('takes the event type %s where there is no context', (eventType, moment) => {
    const [item] = itemsIn(JSON.stringify(event(eventType, [{ value: 1, signedMeterValue }])));
    expect(item?.moment).toBe(moment);
  });

  it.each([
    ['plain', ocmf],
    ['hex', toHex(toUtf8(ocmf))],
    ['base64 twice', base64(base64(ocmf))],
    ['base64 of XML', base64(xmlValues(xmlValue(ocmf)))],
  ])('is read with signed data in %s', (_name, signedMeterData) => {
    expect(contentsIn(JSON.stringify({ ...signedMeterValue, signedMeterData }))).toEqual([ocmf]);
  });

  it('is read under the names of other software', () => {
    const snake = { signed_meter_data: base64(ocmf), public_key: hexKey, transaction_id: 7 };
    expect(itemsIn(JSON.stringify(snake))).toEqual([{ key: hexKey, transaction: '7', content }]);
  });

  it('keeps the place of data that is no receipt', () => {
    const text = JSON.stringify([{ signedMeterData: 'AAAA' }, { signedMeterData: base64(ocmf) }]);
    expect(contentsIn(text)).toEqual(['unsupported', ocmf]);
  });
});

describe('OCPP 1.6', () => {
  const stop = (value: string, context = 'Transaction.End'): string =>
    JSON.stringify([
      2,
      '1',
      'StopTransaction',
      {
        transactionId: 123,
        meterStop: 2200,
        transactionData: [
          {
            timestamp: '2026-01-31T13:00:00Z',
            sampledValue: [
              { value: '2200', format: 'Raw', context },
              { value, format: 'SignedData', context, measurand: 'Energy.Active.Import.Register' },
            ],
          },
        ],
      },
    ]);

  it.each([
    ['the record as it stands', ocmf],
    ['hex, as the standard says', toHex(toUtf8(ocmf))],
    ['base64', base64(ocmf)],
    ['the object of OCPP 2', JSON.stringify({ ...signedMeterValue, publicKey: '' })],
    [
      'the same under an older name',
      JSON.stringify({ signedMeterValue: base64(ocmf), encodingMethod: 'OCMF' }),
    ],
    ['XML', xmlValues(xmlValue(ocmf))],
  ])('is read where the value is %s', (_name, value) => {
    expect(itemsIn(stop(value))).toEqual([{ transaction: '123', moment: 'end', content }]);
  });

  it('takes the key out of the object in the value', () => {
    expect(itemsIn(stop(JSON.stringify(signedMeterValue)))[0]?.key).toBe(signedMeterValue.publicKey);
  });

  it.each([
    ['an empty value', ''],
    ['a value in another format', 'Zm9v'],
    ['other JSON', '{"a":1}'],
  ])('finds no receipt in %s', (_name, value) => {
    const found = value === '' ? [] : contentsIn(stop(value));
    expect(found.filter((text) => text !== 'unsupported')).toEqual([]);
  });
});
