// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { createHash, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import fc from 'fast-check';
import { certificateNames, type CertificateNames } from '@meterpki/protocol';

type Name = x509.JsonName;

const ISSUER: Name = [{ C: ['DE'] }, { O: ['PTB'] }, { OU: ['admin'] }, { CN: ['ca'] }];
const sha256 = (bytes: ArrayBuffer): string => createHash('sha256').update(Buffer.from(bytes)).digest('hex');

async function certificate(subject: Name, issuer: Name = ISSUER): Promise<x509.X509Certificate> {
  x509.cryptoProvider.set(webcrypto);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  return x509.X509CertificateGenerator.create({
    serialNumber: '01',
    subject,
    issuer,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
  });
}

async function namesOf(subject: Name, issuer?: Name): Promise<CertificateNames | undefined> {
  const { rawData } = await certificate(subject, issuer);
  return certificateNames(new Uint8Array(rawData));
}

describe('the names in a certificate', () => {
  it('give the digests of subject and issuer as they stand in it', async () => {
    const made = await certificate([{ OU: ['client'] }, { CN: ['Ada'] }]);
    const [subject, issuer] = [made.subjectName, made.issuerName].map((name) => sha256(name.toArrayBuffer()));
    expect(certificateNames(new Uint8Array(made.rawData))).toEqual({
      identity: `${subject ?? ''}-${issuer ?? ''}`,
      organizationalUnits: ['client'],
    });
  });

  it.each<[string, Name, string[]]>([
    ['none', [{ CN: ['Ada'] }], []],
    ['several, in order', [{ OU: ['peer'] }, { OU: ['org1'] }, { CN: ['Ada'] }], ['peer', 'org1']],
    ['one inside a multi-valued RDN', [{ CN: ['Ada'], OU: ['client'] }], ['client']],
    ['none of those that the common name pretends', [{ CN: ['Ada,OU=admin'] }], []],
    ['none behind a plus in the common name', [{ CN: ['Ada+OU=admin'] }], []],
    ['none behind a slash in the common name', [{ CN: ['Ada/OU=admin'] }], []],
    ['none behind a line in the common name', [{ CN: ['Ada\nOU=admin'] }], []],
    ['one with its case and space as they are', [{ OU: ['Admin '] }], ['Admin ']],
    ['one with letters beyond ASCII', [{ OU: ['Prüfung'] }], ['Prüfung']],
    ['none of other attributes with the same value', [{ O: ['admin'] }, { L: ['admin'] }], []],
  ])('give the organizational units: %s', async (_name, subject, expected) => {
    expect((await namesOf(subject))?.organizationalUnits).toEqual(expected);
  });

  it('tell apart names that look alike as text', async () => {
    const identities = await Promise.all(
      [
        [{ CN: ['a'] }, { OU: ['b'] }],
        [{ CN: ['a'], OU: ['b'] }],
        [{ CN: ['a,OU=b'] }],
        [{ OU: ['b'] }, { CN: ['a'] }],
      ].map(async (subject) => (await namesOf(subject as Name))?.identity),
    );
    expect(new Set(identities).size).toBe(4);
  });

  it('tell apart issuers', async () => {
    const subject: Name = [{ CN: ['a'] }];
    const [one, other] = [await namesOf(subject), await namesOf(subject, [{ CN: ['other ca'] }])];
    expect(one?.identity).not.toBe(other?.identity);
    expect(one?.identity.slice(0, 64)).toBe(other?.identity.slice(0, 64));
  });

  it('are undefined or digests for any damaged certificate, and nothing is thrown', async () => {
    const { rawData } = await certificate([{ OU: ['client'] }, { CN: ['Ada'] }]);
    const whole = new Uint8Array(rawData);
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 255 }), fc.nat(), (at, byte, cut) => {
        const damaged = whole.slice(0, whole.length - (cut % 3 === 0 ? cut % whole.length : 0));
        damaged[at % whole.length] = byte;
        const names = certificateNames(damaged);
        expect(names === undefined || /^[0-9a-f]{64}-[0-9a-f]{64}$/.test(names.identity)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    new Uint8Array(),
    Uint8Array.of(0x30),
    Uint8Array.of(0x30, 0x80),
    Uint8Array.of(0x30, 0x84, 255, 255, 255, 255),
  ])('are undefined for %p', (bytes) => {
    expect(certificateNames(bytes)).toBeUndefined();
  });
});
