// SPDX-License-Identifier: Apache-2.0
import { toBase64, toHex, toUtf8, concat } from '@meterpki/protocol';
import { readContainer } from '@meterpki/protocol/containers';
import { base64, contentsIn, escaped, itemsIn, xmlValue, xmlValues } from '../support/containers';
import { transaction } from '../support/ocmf';
import { meterOf } from '../support/register';
import { edl40Block, edl40Meter, LOGBOOK, signEdl40, signJws } from '../support/signed-forms';

const meter = meterOf();
const ocmf = meter.signOcmf(transaction);
const hexKey = toHex(meter.spki);
const key = `<publicKey encoding="hex">${hexKey}</publicKey>`;

const edl40 = edl40Meter();
const block = edl40Block();
const edlXml = (change: Readonly<Record<string, string>> = {}): string => {
  const parts = {
    publicKey: `<publicKey encoding="base64">${toBase64(edl40.spki.subarray(-48))}</publicKey>`,
    meterValueSignature: `<meterValueSignature encoding="base64">${toBase64(concat(edl40.sign(block, 'p1363'), LOGBOOK))}</meterValueSignature>`,
    signatureMethod: '<signatureMethod>ECDSA192SHA256</signatureMethod>',
    encodingMethod: '<encodingMethod>EDL</encodingMethod>',
    encodedMeterValue: `<encodedMeterValue encoding="base64">${toBase64(block)}</encodedMeterValue>`,
    ...change,
  };
  return `<?xml version="1.0" encoding="UTF-8" ?><signedMeterValue>${Object.values(parts).join('  ')}</signedMeterValue>`;
};

/** Base32 without padding (RFC 4648 section 6). */
function base32(text: string): string {
  const bits = Array.from(toUtf8(text), (byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups
    .map((group) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(group.padEnd(5, '0'), 2)])
    .join('');
}

describe('S.A.F.E. XML', () => {
  it('gives record, key, transaction and moment of each value', () => {
    const text = xmlValues(
      xmlValue(
        ocmf,
        'transactionId="1" context="Transaction.Begin"',
        key,
        'format="OCMF" encoding="plain" transactionId="29"',
      ),
      xmlValue(ocmf, 'transactionId="1" context="Transaction.End"', '', 'format="OCMF" encoding="plain"'),
    );
    const content = { kind: 'receipt', text: ocmf };
    expect(itemsIn(text)).toEqual([
      { transaction: '1', moment: 'begin', key: hexKey, content },
      { transaction: '1', moment: 'end', content },
    ]);
  });

  it.each([
    ['without a namespace', ''],
    ['with an empty one', ' xmlns=""'],
    ['with its own', ' xmlns="http://transparenz.software/schema/2018/07"'],
  ])('is read %s', (_name, namespace) => {
    expect(contentsIn(`<values${namespace}>${xmlValue(ocmf)}</values>`)).toEqual([ocmf]);
  });

  it('is read with a prefix, blank lines in front, the key before the data, and a misspelt attribute', () => {
    const text = `\n\n <s:values xmlns:s="x"><s:value transactionld="7">${key.replaceAll(/(<\/?)/g, '$1s:')}<s:signedData>\n\t${ocmf}\n</s:signedData></s:value></s:values>`;
    expect(itemsIn(text)).toEqual([
      { transaction: '7', key: hexKey, content: { kind: 'receipt', text: ocmf } },
    ]);
  });

  it.each<[string, string, string]>([
    ['in base64', base64(ocmf), 'encoding="base64"'],
    ['in base64 over several lines', base64(ocmf).replace(/(.{64})/g, '$1\n'), 'encoding="base64"'],
    ['in hex', toHex(toUtf8(ocmf)), 'encoding="hex"'],
    ['in hex under the name base64', toHex(toUtf8(ocmf)), 'encoding="base64"'],
    ['in base64 that calls itself plain', base64(ocmf), 'encoding="plain"'],
    ['plain under the name base64', escaped(ocmf), 'encoding="base64"'],
    ['plain in a CDATA section', `<![CDATA[${ocmf}]]>`, ''],
    ['in base64 of base64', base64(base64(ocmf)), 'encoding="base64"'],
    ['in another container, escaped', escaped(xmlValues(xmlValue(ocmf))), ''],
    ['in another container, not escaped', `<values>${xmlValue(ocmf)}</values>`, ''],
    ['in OCPP JSON', escaped(JSON.stringify({ signedMeterData: base64(ocmf) })), ''],
  ])('is read with data %s', (_name, data, attributes) => {
    expect(contentsIn(xmlValues(xmlValue(data, '', '', attributes)))).toEqual([ocmf]);
  });

  it('is read with data in base32 where that is named', () => {
    const data = base32(ocmf);
    expect(contentsIn(xmlValues(xmlValue(data, '', '', 'encoding="base32"')))).toEqual([ocmf]);
    expect(contentsIn(xmlValues(xmlValue(data)))).toEqual(['unsupported']);
  });

  it('reads JWS and other receipts in it', () => {
    const jws = signJws(meter);
    expect(contentsIn(xmlValues(xmlValue(jws), xmlValue(escaped(meter.signRaw('1')))))).toEqual([
      jws,
      meter.signRaw('1'),
    ]);
  });

  it('reads lone signedData, several of them, with words behind', () => {
    const one = `<signedData transactionId="4053006" format="OCMF">${ocmf}</signedData>`;
    expect(itemsIn(`${one}\n${one}\n\nPublic key:\n${hexKey}`)).toEqual([
      { transaction: '4053006', content: { kind: 'receipt', text: ocmf } },
      { transaction: '4053006', content: { kind: 'receipt', text: ocmf } },
    ]);
  });

  it('takes the transaction of the value before that of its data', () => {
    const [item] = itemsIn(xmlValues(xmlValue(ocmf, 'transactionId="1"', '', 'transactionId="29"')));
    expect(item?.transaction).toBe('1');
  });

  it.each([
    ['Transaction.Begin', 'begin'],
    ['transaction.end', 'end'],
    ['Transaction.Update', 'update'],
    ['Transaction.End - genuine', 'end'],
    ['Car park A8', undefined],
  ])('reads the context %s as %s', (context, moment) => {
    expect(itemsIn(xmlValues(xmlValue(ocmf, `context="${context}"`)))[0]?.moment).toBe(moment);
  });

  it.each([
    ['an empty one', xmlValue(''), 'malformed'],
    ['one without signedData', '<value/>', 'malformed'],
    [
      'a sealed one',
      '<value><encodedData format="OCMF" encoding="hex">30</encodedData></value>',
      'unsupported',
    ],
    ['one in another format', xmlValue('AP;0;3;ALCV'), 'unsupported'],
    ['one with binary data', xmlValue('GxsbGwEBAQF2//8='), 'unsupported'],
    ['one with other XML', xmlValue('<other/>'), 'unsupported'],
    ['one with other XML, escaped', xmlValue('&lt;other/&gt;'), 'unsupported'],
    ['one with broken XML, escaped', xmlValue('&lt;other&gt;'), 'malformed'],
    ['one with other JSON', xmlValue('{"a":1}'), 'unsupported'],
    ['one with broken JSON', xmlValue('{"a":'), 'unsupported'],
    ['one with a record that is too long', xmlValue(`OCMF|{"TT":"${'x'.repeat(65_536)}"}|{}`), 'malformed'],
    [
      'the file of one manufacturer',
      '<ChargingProcess><ServerId>09</ServerId></ChargingProcess>',
      'unsupported',
    ],
  ])('keeps the place of %s', (_name, value, kind) => {
    expect(contentsIn(xmlValues(value, xmlValue(ocmf)))).toEqual([kind, ocmf]);
  });

  it('stops at layers that go on and on', () => {
    const wrapped = Array.from({ length: 6 }).reduce<string>((text) => base64(text), ocmf);
    expect(contentsIn(xmlValues(xmlValue(wrapped)))).toEqual(['unsupported']);
  });

  it.each(['<values></values>', '<values>', '<a/>', '<!DOCTYPE v><values/>', '<'])(
    'is malformed as %s',
    (text) => {
      expect(readContainer(text)?.kind).toBe('malformed');
    },
  );
});

describe('EDL40 in XML', () => {
  const receipt = signEdl40(edl40, block);
  const bareKey = toBase64(edl40.spki.subarray(-48));

  it.each([
    ['escaped in a value', xmlValues(xmlValue(escaped(edlXml()), 'transactionId="9"'))],
    ['not escaped in a value', xmlValues(xmlValue(edlXml().replace(/^<\?.*?\?>/, ''), 'transactionId="9"'))],
    ['in base64 in a value', xmlValues(xmlValue(base64(edlXml()), 'transactionId="9"'))],
  ])('is read %s', (_name, text) => {
    expect(itemsIn(text)).toEqual([
      { transaction: '9', key: bareKey, content: { kind: 'receipt', text: receipt } },
    ]);
  });

  it('is read by itself, and several of them in a list', () => {
    expect(contentsIn(edlXml())).toEqual([receipt]);
    const list = `<signedMeterValues>${[edlXml(), edlXml()].join('').replaceAll(/<\?.*?\?>/g, '')}</signedMeterValues>`;
    expect(contentsIn(list)).toEqual([receipt, receipt]);
  });

  it('is read with line breaks in the base64, without key, and without a method', () => {
    const broken = toBase64(block).replace(/(.{76})/g, '$1\n');
    const encodedMeterValue = `<encodedMeterValue encoding="base64">\n${broken}\n</encodedMeterValue>`;
    expect(itemsIn(edlXml({ encodedMeterValue, publicKey: '', signatureMethod: '' }))).toEqual([
      { content: { kind: 'receipt', text: receipt } },
    ]);
  });

  it('may hold a record of another format in the same wrapping', () => {
    const encodedMeterValue = `<encodedMeterValue encoding="base64">${base64(ocmf)}</encodedMeterValue>`;
    expect(itemsIn(edlXml({ encodedMeterValue }))).toEqual([
      { key: bareKey, content: { kind: 'receipt', text: ocmf } },
    ]);
  });

  it('leaves a signature of the wrong length to the verdict', () => {
    const [text = ''] = contentsIn(edlXml({ meterValueSignature: '' }));
    expect(text).toContain('"meterValueSignature":""');
  });

  it.each([
    ['no value', { encodedMeterValue: '' }, 'malformed'],
    ['another method', { signatureMethod: '<signatureMethod>RSA</signatureMethod>' }, 'unsupported'],
  ])('keeps the place of one with %s', (_name, change: Readonly<Record<string, string>>, kind) => {
    expect(contentsIn(edlXml(change))).toEqual([kind]);
  });
});
