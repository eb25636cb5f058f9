// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A self-signed certificate with its key, PEM. */
export interface Credentials {
  readonly certificate: string;
  readonly privateKey: string;
}

interface Wishes {
  readonly curve?: 'P-256' | 'P-384' | 'P-521';
  readonly notAfter?: Date;
}

const DAY_MS = 86_400_000;

/** Makes a certificate for `localhost` that vouches for itself: identity and TLS server in one. */
export async function makeCredentials({ curve = 'P-256', notAfter }: Wishes = {}): Promise<Credentials> {
  const algorithm = { name: 'ECDSA', namedCurve: curve, hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=tester,OU=client,O=Test',
    notBefore: new Date(Date.now() - 10 * DAY_MS),
    notAfter: notAfter ?? new Date(Date.now() + DAY_MS),
    keys,
    signingAlgorithm: algorithm,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    certificate: certificate.toString('pem'),
    privateKey: x509.PemConverter.encode(key, 'PRIVATE KEY'),
  };
}
