// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { convertKey, toBase64, toHex } from '@meterpki/protocol';
import { publicForms } from '@meterpki/simulator';
import { hostileKeys } from '../support/hostile-keys';
import { meterOf } from '../support/register';

const { spki, fingerprint } = meterOf();
const point = spki.subarray(-65);
const pem = publicForms.pem(spki);
const groups = (text: string, size: number, by: string): string =>
  (text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(by);

describe('a public key is found in', () => {
  it.each([
    ['hex of the SPKI', toHex(spki)],
    ['hex in capitals', toHex(spki).toUpperCase()],
    ['hex in groups of two', groups(toHex(spki), 2, ' ')],
    ['hex in groups of four with lines', groups(toHex(spki), 4, '\n')],
    ['hex with colons', groups(toHex(spki), 2, ':')],
    ['base64 of the SPKI', toBase64(spki)],
    ['base64 in lines', groups(toBase64(spki), 64, '\r\n')],
    ['base64 without its padding', toBase64(spki).replace(/=+$/, '')],
    ['PEM', pem],
    ['PEM with other line ends and space around it', `\n  ${pem.replaceAll('\n', '\r\n')}\r\n`],
    ['hex of the uncompressed point', toHex(point)],
    ['base64 of the uncompressed point', toBase64(point)],
    ['hex of bare coordinates', toHex(point.subarray(1))],
    ['base64 of bare coordinates', toBase64(point.subarray(1))],
  ])('%s', (_name, text) => {
    expect(convertKey(text)).toMatchObject({ kind: 'key', key: { fingerprint } });
  });
});

describe('a private key is recognised and not repeated', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const der = (key: KeyObject, type: 'pkcs8' | 'sec1'): Buffer => key.export({ format: 'der', type });

  it.each([
    ['PEM, PKCS #8', ec.export({ format: 'pem', type: 'pkcs8' }).toString()],
    ['PEM, SEC 1', ec.export({ format: 'pem', type: 'sec1' }).toString()],
    ['PEM behind a public key', `${pem}\n${ec.export({ format: 'pem', type: 'sec1' }).toString()}`],
    ['hex, PKCS #8', der(ec, 'pkcs8').toString('hex')],
    ['hex, SEC 1', der(ec, 'sec1').toString('hex')],
    ['base64, PKCS #8', der(ec, 'pkcs8').toString('base64')],
    ['base64, RSA', der(rsa, 'pkcs8').toString('base64')],
  ])('%s', (_name, text) => {
    expect(convertKey(text)).toEqual({ kind: 'private' });
  });
});

describe('no key is made of', () => {
  it.each([
    ['nothing', ''],
    ['words', 'hello'],
    ['PEM with text before it', `see ${pem}`],
    ['PEM with text behind it', `${pem} there`],
    ['two PEM keys', `${pem}\n${pem}`],
    ['a PEM certificate header', pem.replaceAll('PUBLIC KEY', 'CERTIFICATE')],
    ['hex of an odd length', toHex(spki).slice(1)],
    ['hex with a trailing byte', `${toHex(spki)}00`],
    ['a text too long to be one', toHex(spki).repeat(200)],
  ])('%s', (_name, text) => {
    expect(convertKey(text)).toEqual({ kind: 'unreadable' });
  });

  it.each(hostileKeys.filter(([name]) => !name.startsWith('bare') && !name.startsWith('a bare')))(
    '%s',
    (_name, bytes) => {
      expect(['unreadable', 'unsupported']).toContain(convertKey(toHex(bytes)).kind);
    },
  );
});

describe('a key of another curve', () => {
  it('is called unsupported', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp521r1' });
    const text = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    expect(convertKey(text)).toMatchObject({ kind: 'unsupported' });
  });
});

describe('convertKey', () => {
  it('answers any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.stringMatching(/^[0-9a-f]*$/)),
        (text) => {
          expect(['key', 'unsupported', 'private', 'unreadable']).toContain(convertKey(text).kind);
        },
      ),
    );
  });
});
