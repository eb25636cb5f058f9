// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

/** Keys matter to nobody here: peers check them, the contracts read names alone. One pair serves everybody. */
const keys = newKeys();

/** Relative distinguished names in order; several values in one stand in the same set. */
export type SubjectName = readonly Readonly<Record<string, readonly string[]>>[];

/** A certificate as PEM with this subject, issued by the authority of an organisation. */
export async function issue(subject: SubjectName, organisation: string): Promise<string> {
  const { publicKey, privateKey } = await keys;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '01',
    subject: subject.map((part) => Object.fromEntries(Object.entries(part).map(([k, v]) => [k, [...v]]))),
    issuer: [{ O: [organisation] }, { CN: [`ca.${organisation}`] }],
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2036-01-01T00:00:00Z'),
    publicKey,
    signingKey: privateKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  });
  return `${certificate.toString('pem')}\n`;
}
