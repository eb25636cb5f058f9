// SPDX-License-Identifier: Apache-2.0
import { createPublicKey } from 'node:crypto';
import { readReceipt, toBase64Url, toUtf8 } from '@meterpki/protocol';
import { receiptIn } from '../../support/ocmf';
import { opinionOn } from '../../support/opinion';
import { keyRecord, meterOf, meterRecord } from '../../support/register';
import { algorithm, claims, part, signJws } from '../../support/signed-forms';

const meter = meterOf();
const token = signJws(meter);
const [header = '', payload = '', signature = ''] = token.split('.');
const jwkOf = ({ spki }: { readonly spki: Uint8Array }): object =>
  createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).export({ format: 'jwk' });

describe('a compact JWS', () => {
  it('says what its claims say', () => {
    const receipt = receiptIn(token);
    expect(receipt).toMatchObject({
      format: 'jws',
      encodings: ['p1363'],
      algorithmNamed: true,
      claimed: {
        text: '2026-01-31T13:00:00.000Z',
        milliseconds: Date.parse('2026-01-31T13:00:00Z'),
        clock: 'S',
      },
      aliases: [
        { kind: 'MS', text: '4711' },
        { kind: 'EVSE-ID', text: 'DE*ABC*E1' },
      ],
      pagination: 'T7',
      findings: [],
    });
    expect(
      receipt.readings.map(({ value, unit, obis, transaction }) => [value, unit, obis, transaction]),
    ).toEqual([
      ['1.10', 'kWh', '1-0:1.8.0', 'B'],
      ['2.20', 'kWh', '1-0:1.8.0', 'E'],
    ]);
  });

  it('is signed over header and payload as they are written', () => {
    expect(Buffer.from(receiptIn(token).signedBytes).toString()).toBe(`${header}.${payload}`);
    expect(readReceipt(`\n ${token}\r\n`)).toEqual(readReceipt(token));
  });

  it.each([
    ['ES256', 'ECDSA-secp256r1-SHA256'],
    ['ES384', 'ECDSA-secp384r1-SHA384'],
    ['ES256K', 'ECDSA-secp256k1-SHA256'],
  ])('verifies as %s', (_alg, id) => {
    const signer = meterOf('jws', algorithm(id));
    const record = meterRecord([keyRecord(signer, { algorithm: id })]);
    expect(opinionOn(signJws(signer), [record]).judgement).toEqual({ verdict: 'valid' });
    const forged = signJws(signer).replace(/\.[^.]+\./, `.${part({ ...claims, pagination: 'T8' })}.`);
    expect(opinionOn(forged, [record]).judgement).toMatchObject({ reason: 'signature-mismatch' });
  });

  it('takes r and s side by side alone, not DER', () => {
    const der = `${header}.${payload}.${toBase64Url(meter.sign(toUtf8(`${header}.${payload}`)))}`;
    const record = meterRecord([keyRecord(meter)]);
    expect(opinionOn(der, [record]).judgement).toMatchObject({ reason: 'malformed' });
  });

  it('names its meter in the claims, else by a kid that is a meter ID', () => {
    expect(receiptIn(signJws(meter, { meter: 'ptb:1' }, { kid: 'ptb:2' })).meterId).toBe('ptb:1');
    expect(receiptIn(signJws(meter, {}, { kid: 'ptb:2' })).meterId).toBe('ptb:2');
    expect(receiptIn(signJws(meter, { meter: 'no meter' }, { kid: 'key 2' }))).not.toHaveProperty('meterId');
    expect(receiptIn(signJws(meter, { meter: 1 }, { kid: 1 }))).not.toHaveProperty('meterId');
  });

  it('shows a key in its header, and a finding tells where it is another', () => {
    const own = signJws(meter, claims, { jwk: jwkOf(meter) });
    const foreign = signJws(meter, claims, { jwk: jwkOf(meterOf('other')) });
    const record = meterRecord([keyRecord(meter)]);
    expect(receiptIn(own).embeddedKey).toBe(meter.fingerprint);
    expect(opinionOn(own, [record])).toMatchObject({ judgement: { verdict: 'valid' }, findings: [] });
    expect(opinionOn(foreign, [record]).findings).toEqual(['embedded-key-differs']);
  });

  it.each([['a text'], [{ kty: 'RSA' }], [[1]], [{ kty: 'EC', crv: 'P-256', x: 1 }]])(
    'passes over %j in the place of a key',
    (jwk) => {
      expect(receiptIn(signJws(meter, claims, { jwk }))).not.toHaveProperty('embeddedKey');
    },
  );

  it('passes over a key with a number that no computer holds', () => {
    const [, payload = '', signature = ''] = signJws(meter, claims).split('.');
    const header = toBase64Url(toUtf8(`{"alg":"${meter.algorithm.jws}","jwk":{"a":1e999}}`));
    expect(receiptIn(`${header}.${payload}.${signature}`)).not.toHaveProperty('embeddedKey');
  });

  it.each([
    ['alg none', { alg: 'none' }],
    ['a MAC', { alg: 'HS256' }],
    ['RSA', { alg: 'RS256' }],
    ['EdDSA', { alg: 'EdDSA' }],
    ['a name out of the prototype', { alg: 'constructor' }],
    ['an extension that must be understood', { crit: ['b64'], b64: false }],
    ['an empty list of extensions', { crit: [] }],
  ])('is unsupported with %s', (_name, change) => {
    expect(readReceipt(signJws(meter, claims, change)).kind).toBe('unsupported');
  });

  it.each([
    ['two parts', `${header}.${payload}`],
    ['four parts', `${token}.AA`],
    ['a detached payload', `${header}..${signature}`],
    ['no signature', `${header}.${payload}.`],
    ['padding', `${token}=`],
    ['a header that is no JSON', `AAAA.${payload}.${signature}`],
    ['a header that is a list', `${part([1])}.${payload}.${signature}`],
    ['a header with a member twice', `${toBase64Url(toUtf8('{"alg":"ES256","alg":"ES256"}'))}.${payload}.AA`],
    ['a header without alg', `${part({ kid: '1' })}.${payload}.${signature}`],
    ['an alg that is no text', `${part({ alg: 1 })}.${payload}.${signature}`],
    ['stray bits in the payload', `${header}.QR.${signature}`],
    ['stray bits in the signature', `${header}.${payload}.QR`],
  ])('is malformed with %s', (_name, text) => {
    expect(readReceipt(text, 'jws').kind).toBe('malformed');
  });

  it('is not seen in any three words with dots', () => {
    expect(readReceipt('www.example.com').kind).toBe('unsupported');
    expect(readReceipt(`${part({ kid: '1' })}.${payload}.${signature}`).kind).toBe('unsupported');
  });
});
