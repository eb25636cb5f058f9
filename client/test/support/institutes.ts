// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { createPrivateKey, webcrypto, type KeyObject } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { TrustFile } from '@meterpki/client';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

/** A key with its certificate. */
export interface Enrolled {
  readonly mspId: string;
  /** PEM. */
  readonly certificate: string;
  readonly key: KeyObject;
}

/** How a certificate is to be. */
export interface EnrolmentWishes {
  readonly unit?: string;
  /** Common name. */
  readonly name?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Hex. */
  readonly serial?: string;
  /** SubjectPublicKeyInfo (DER) that the certificate names in place of the key's own. */
  readonly spki?: Uint8Array;
}

/** An institute's enrolment authority in memory. */
export class TestAuthority {
  readonly mspId: string;
  readonly certificate: x509.X509Certificate;
  readonly #keys: webcrypto.CryptoKeyPair;

  private constructor(mspId: string, certificate: x509.X509Certificate, keys: webcrypto.CryptoKeyPair) {
    this.mspId = mspId;
    this.certificate = certificate;
    this.#keys = keys;
  }

  static async create(mspId: string): Promise<TestAuthority> {
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: '01',
      name: `CN=ca of ${mspId}`,
      notBefore: new Date(Date.now() - 1000 * DAY_MS),
      notAfter: new Date(Date.now() + 1000 * DAY_MS),
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
    });
    return new TestAuthority(mspId, certificate, keys);
  }

  /** What a trust file says of this institute. */
  trusted(revoked: string[] = []): TrustFile['msps'][number] {
    return { mspId: this.mspId, roots: [this.certificate.toString('pem')], intermediates: [], revoked };
  }

  async enrol({
    unit = 'peer',
    name = 'peer0',
    notBefore,
    notAfter,
    serial = '0a',
    spki,
  }: EnrolmentWishes = {}): Promise<Enrolled> {
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serial,
      subject: `CN=${name},OU=${unit}`,
      issuer: this.certificate.subject,
      notBefore: notBefore ?? new Date(Date.now() - 500 * DAY_MS),
      notAfter: notAfter ?? new Date(Date.now() + 500 * DAY_MS),
      publicKey: spki === undefined ? keys.publicKey : new x509.PublicKey(Uint8Array.from(spki)),
      signingKey: this.#keys.privateKey,
      signingAlgorithm: ALGORITHM,
    });
    const der = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
    const key = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
    return { mspId: this.mspId, certificate: certificate.toString('pem'), key };
  }

  /** A revocation list of these serial numbers, PEM. */
  async revocationList(serials: readonly string[]): Promise<string> {
    const list = await x509.X509CrlGenerator.create({
      issuer: this.certificate.subject,
      thisUpdate: new Date(),
      nextUpdate: new Date(Date.now() + DAY_MS),
      entries: serials.map((serialNumber) => ({ serialNumber })),
      signingAlgorithm: ALGORITHM,
      signingKey: this.#keys.privateKey,
    });
    return list.toString('pem');
  }
}
