// SPDX-License-Identifier: Apache-2.0
import { toHex } from '@meterpki/protocol';
import { splitOcmf } from '../../../dist/receipt/ocmf/sections';
import { receiptIn, signedRecord } from '../../support/ocmf';
import { opinionOn } from '../../support/opinion';
import { keyRecord, meterOf, meterRecord } from '../../support/register';

const meter = meterOf();
const registered = meterRecord([keyRecord(meter)]);

describe('the sections of a record', () => {
  it('are found by scanning JSON, not by the bars', () => {
    const payload = '{"TT":"day|night {\\"|\\\\","RD":[]}';
    expect(splitOcmf(`OCMF|${payload}|{"SD":"|"}`)).toEqual({ payload, signature: '{"SD":"|"}' });
  });

  it('keep white space inside the payload section and drop it around the record', () => {
    const payload = ' {\n\t"a" : 1 } \r\n';
    expect(splitOcmf(`\ufeff\n OCMF|${payload}|{} \n`)).toEqual({ payload, signature: '{}' });
  });

  it('may have a fourth with a key', () => {
    expect(splitOcmf('OCMF|{}|{}|3059')).toEqual({ payload: '{}', signature: '{}', key: '3059' });
    expect(splitOcmf('OCMF|{}|{}|')).toEqual({ payload: '{}', signature: '{}', key: '' });
  });

  it.each([
    ['nothing', ''],
    ['the header alone', 'OCMF|'],
    ['no signature section', 'OCMF|{}'],
    ['an empty signature section', 'OCMF|{}|'],
    ['no header', '{}|{}'],
    ['text before the header', 'x OCMF|{}|{}'],
    ['a payload that is a list', 'OCMF|[]|{}'],
    ['text before the payload', 'OCMF|x{}|{}'],
    ['text behind the payload', 'OCMF|{}x|{}'],
    ['text behind the signature section', 'OCMF|{}|{} paid'],
    ['a payload that never closes', 'OCMF|{"a":1|{}'],
    ['a string that never closes', 'OCMF|{"a":"}|{}'],
    ['a string that ends in a backslash', 'OCMF|{"a":"\\'],
    ['33 levels', `OCMF|${'{"a":'.repeat(33)}1${'}'.repeat(33)}|{}`],
  ])('are not found in %s', (_name, text) => {
    expect(splitOcmf(text)).toBeUndefined();
  });
});

describe('the signed bytes', () => {
  it.each([
    ['white space', ' {\n "FV" : "1.0" }\n'],
    ['a bar in the tariff', '{"TT":"day|night"}'],
    ['letters beyond ASCII', '{"TT":"Grüße 😀"}'],
    ['escapes', '{"TT":"\\u00fc\\/"}'],
    ['numbers that no program writes so', '{"RD":[{"RV":1.10e+0}]}'],
  ])('are the payload section as it stands, with %s', (_name, payload) => {
    const record = signedRecord(meter, payload);
    expect(Buffer.from(receiptIn(record).signedBytes).toString('utf8')).toBe(payload);
    expect(opinionOn(`\n${record}\r\n`, [registered]).judgement).toEqual({ verdict: 'valid' });
  });

  it('are not saved by writing the JSON anew', () => {
    const payload = '{"RD":[{"RV":1.10}]}';
    const record = signedRecord(meter, payload).replace(payload, JSON.stringify(JSON.parse(payload)));
    expect(opinionOn(record, [registered]).judgement).toMatchObject({ reason: 'signature-mismatch' });
  });
});

describe('a key in the fourth section', () => {
  const record = signedRecord(meter, '{"FV":"1.0"}');

  it('is shown by its fingerprint, and changes nothing where it is the registered one', () => {
    const whole = `${record}|${toHex(meter.spki)}`;
    expect(receiptIn(whole).embeddedKey).toBe(meter.fingerprint);
    expect(opinionOn(whole, [registered]).findings).not.toContain('embedded-key-differs');
  });

  it('of another meter is a finding, and is never what decides', () => {
    const stranger = meterOf('stranger');
    const whole = `${signedRecord(stranger, '{"FV":"1.0"}')}|${toHex(stranger.spki)}`;
    expect(opinionOn(whole, [registered]).judgement).toMatchObject({ reason: 'signature-mismatch' });
    const { judgement, findings } = opinionOn(`${record}|${toHex(stranger.spki)}`, [registered]);
    expect(judgement).toEqual({ verdict: 'valid' });
    expect(findings).toContain('embedded-key-differs');
  });

  it('that is none is passed over', () => {
    expect(receiptIn(`${record}|hello`).embeddedKey).toBeUndefined();
  });
});
