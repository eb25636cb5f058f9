// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { createPrivateKey, type KeyObject, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };

/** An identity that the ledger did not make. */
export interface MadeIdentity {
  readonly certificate: Buffer;
  readonly key: KeyObject;
}

/** How a certificate shall differ from a good one. */
export interface CertificateWish {
  readonly units: readonly string[];
  readonly days?: readonly [from: number, to: number];
  readonly isAuthority?: boolean;
  readonly signedBy?: webcrypto.CryptoKey;
}

/** Issues a certificate under the enrolment authority of an organisation, which lies in the data directory. */
export async function issue(
  directory: string,
  organisation: string,
  wish: CertificateWish,
): Promise<MadeIdentity> {
  const folder = path.join(directory, 'crypto', organisation, 'ca');
  const authority = new x509.X509Certificate(readFileSync(path.join(folder, 'cert.pem'), 'utf8'));
  const pem = readFileSync(path.join(folder, 'key.pem'));
  const pkcs8 = createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' });
  const signingKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, true, ['sign']);
  const keys = await newKeys();
  const [from, to] = wish.days ?? [-0.001, 1];
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '4001',
    subject: [{ O: ['test'] }, ...wish.units.map((unit) => ({ OU: [unit] })), { CN: ['test'] }],
    issuer: authority.subjectName,
    notBefore: new Date(Date.now() + from * 86_400_000),
    notAfter: new Date(Date.now() + to * 86_400_000),
    publicKey: keys.publicKey,
    signingKey: wish.signedBy ?? signingKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [new x509.BasicConstraintsExtension(wish.isAuthority ?? false, undefined, true)],
  });
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    certificate: Buffer.from(certificate.toString('pem')),
    key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
  };
}

/** A fresh P-256 key pair. */
export async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}
