// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { createPrivateKey, type KeyObject, randomBytes, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as x509 from '@peculiar/x509';
import { ALGORITHM, authorityKey, type EnrolmentAuthority, SIGNING } from './authority';
import { type Caller, callerOf } from './caller';

const DAY_SECONDS = 86_400;

/** What a certificate of the wrong kind shall look like. */
export interface CertificateWish {
  /** Values of OU in the subject. */
  readonly units: readonly string[];
  /** Common name; `test` unless given. */
  readonly name?: string;
  /**
   * Start and end of validity in seconds from now. It must not start before the authority's own, which is five minutes
   * older than the ledger.
   */
  readonly seconds?: readonly [from: number, to: number];
  readonly isAuthority?: boolean;
  /** Signed by a fresh key under the authority's name. */
  readonly isForged?: boolean;
  /** Hexadecimal; a fresh one unless given. */
  readonly serialNumber?: string;
}

/** Issues a certificate under an enrolment authority and hands out the caller that has it. */
export async function issue({ mspId, files }: EnrolmentAuthority, wish: CertificateWish): Promise<Caller> {
  const authority = new x509.X509Certificate(readFileSync(files.certificate, 'utf8'));
  const signingKey = wish.isForged === true ? (await newKeys()).privateKey : await authorityKey(files);
  const identifier = authority.getExtension(x509.SubjectKeyIdentifierExtension);
  const { publicKey, privateKey } = await newKeys();
  const [from, to] = wish.seconds ?? [-10, DAY_SECONDS];
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: wish.serialNumber ?? `40${randomBytes(8).toString('hex')}`,
    subject: [{ O: ['test'] }, ...wish.units.map((unit) => ({ OU: [unit] })), { CN: [wish.name ?? 'test'] }],
    issuer: authority.subjectName,
    notBefore: new Date(Date.now() + from * 1000),
    notAfter: new Date(Date.now() + to * 1000),
    publicKey,
    signingKey,
    signingAlgorithm: SIGNING,
    extensions: [
      new x509.BasicConstraintsExtension(wish.isAuthority ?? false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      ...(identifier === null ? [] : [new x509.AuthorityKeyIdentifierExtension(identifier.keyId)]),
    ],
  });
  return callerOf(mspId, Buffer.from(certificate.toString('pem')), await keyObject(privateKey));
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function keyObject(key: webcrypto.CryptoKey): Promise<KeyObject> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}
