// SPDX-License-Identifier: Apache-2.0
import { createECDH, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { allCurves, convertKey, toBase64 } from '@meterpki/protocol';
import { base64Text, groups, pemBlock } from '../support/key-forms';

const pemOf = (key: KeyObject, type: 'pkcs8' | 'sec1' | 'pkcs1'): string =>
  key.export({ format: 'pem', type: type }).toString();
const derOf = (key: KeyObject, type: 'pkcs8' | 'sec1' | 'pkcs1'): Buffer =>
  key.export({ format: 'der', type: type as 'pkcs8' });

function forms(key: KeyObject, type: 'pkcs8' | 'sec1' | 'pkcs1'): [string, string][] {
  const der = derOf(key, type);
  return [
    [`PEM, ${type}`, pemOf(key, type)],
    [`hex, ${type}`, der.toString('hex')],
    [`hex in groups, ${type}`, groups(der.toString('hex').toUpperCase(), 2, ' ')],
    [`base64, ${type}`, der.toString('base64')],
    [`base64 of hex, ${type}`, base64Text(der.toString('hex'))],
    [`base64 of PEM, ${type}`, base64Text(pemOf(key, type))],
    [`oca:base16:asn1, ${type}`, `oca:base16:asn1:${der.toString('hex')}`],
    [`the label of a public key, ${type}`, pemBlock('PUBLIC KEY', der)],
    [`JSON of a station, ${type}`, JSON.stringify({ UK: der.toString('hex') })],
  ];
}

describe('a private key given by mistake is called private, and nothing of it is repeated', () => {
  const onCurve = allCurves.map(({ name, openssl }): [string, KeyObject] => [
    name,
    generateKeyPairSync('ec', { namedCurve: openssl }).privateKey,
  ]);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const jwk = JSON.stringify(p256.privateKey.export({ format: 'jwk' }));
  const locked = { cipher: 'aes-256-cbc', passphrase: 'x' } as const;
  const publicPem = p256.publicKey.export({ format: 'pem', type: 'spki' }).toString();

  it.each(onCurve)('on %s', (_name, key) => {
    for (const [, text] of [...forms(key, 'pkcs8'), ...forms(key, 'sec1')])
      expect(convertKey(text)).toEqual({ kind: 'private' });
  });

  it.each([
    ...forms(rsa, 'pkcs8'),
    ...forms(rsa, 'pkcs1'),
    ['Ed25519', toBase64(derOf(generateKeyPairSync('ed25519').privateKey, 'pkcs8'))],
    ['JSON web key', jwk],
    ['base64 of a JSON web key', base64Text(jwk)],
    ['a symmetric JSON web key', '{"kty":"oct","k":"AAAA"}'],
    ["a simulated meter's key file", '{"schema":1,"algorithm":"x","privateKey":"11","serial":"7"}'],
    ['PEM behind a public key', `${publicPem}\n${pemOf(p256.privateKey, 'sec1')}`],
    ['PEM with a password', p256.privateKey.export({ format: 'pem', type: 'pkcs8', ...locked }).toString()],
    ['DER with a password', toBase64(p256.privateKey.export({ format: 'der', type: 'pkcs8', ...locked }))],
    ['a text that is too long to be read', `${'x'.repeat(20_000)}\n${pemOf(p256.privateKey, 'pkcs8')}`],
  ])('as %s', (_name, text) => {
    expect(convertKey(text)).toEqual({ kind: 'private' });
  });

  it('is not said of a bare number, which may be anything, nor is it taken for a key', () => {
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    for (const text of [ecdh.getPrivateKey('hex'), ecdh.getPrivateKey('base64')])
      expect(convertKey(text)).toEqual({ kind: 'unreadable' });
  });

  it('is not said of a signature', () => {
    expect(convertKey('3006020101020101')).toEqual({ kind: 'unreadable' });
    expect(convertKey('3006020100020101')).toEqual({ kind: 'unreadable' });
  });
});
