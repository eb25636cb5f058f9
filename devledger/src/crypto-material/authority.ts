// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';

import * as x509 from '@peculiar/x509';

/** A certificate and its private key, both PEM; the key as PKCS #8. */
export interface KeyPair {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Who a certificate is for. */
export interface CertificateSubject {
  readonly commonName: string;
  readonly organisation: string;
  /** NodeOU of an enrolment certificate. */
  readonly unit?: string;
}

/** What a certificate may be used for, besides its subject. */
export type CertificatePurpose =
  | { readonly kind: 'enrolment' }
  | { readonly kind: 'tls-server'; readonly hosts: readonly string[] }
  | { readonly kind: 'tls-client' };

const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING_ALGORITHM = { name: 'ECDSA', hash: 'SHA-256' } as const;
const YEARS_VALID = 10;
/** Certificates are valid a little earlier than now, for callers whose clock is behind. */
const SKEW_MILLISECONDS = 5 * 60_000;

/**
 * A certification authority with a self-signed P-256 certificate as RFC 5280 asks for: key identifiers, basic
 * constraints and key usage.
 */
export class Authority {
  readonly #certificate: x509.X509Certificate;
  readonly #keys: webcrypto.CryptoKeyPair;
  readonly #validity = validity();

  private constructor(certificate: x509.X509Certificate, keys: webcrypto.CryptoKeyPair) {
    this.#certificate = certificate;
    this.#keys = keys;
  }

  /** Makes a new authority. */
  static async create(subject: CertificateSubject): Promise<Authority> {
    const keys = await generateKeys();
    const identifier = await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false);
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: serialNumber(),
      name: subjectName(subject),
      ...validity(),
      keys,
      signingAlgorithm: SIGNING_ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(
          x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign | x509.KeyUsageFlags.digitalSignature,
          true,
        ),
        identifier,
        await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey, false),
      ],
    });
    return new Authority(certificate, keys);
  }

  /** The authority's own certificate and key. */
  async keyPair(): Promise<KeyPair> {
    return await exportPair(this.#certificate, this.#keys.privateKey);
  }

  /** Makes a key pair and certifies it. */
  async issue(subject: CertificateSubject, purpose: CertificatePurpose): Promise<KeyPair> {
    const keys = await generateKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      subject: subjectName(subject),
      issuer: this.#certificate.subjectName,
      ...this.#validity,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: SIGNING_ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false),
        await x509.AuthorityKeyIdentifierExtension.create(this.#keys.publicKey, false),
        ...purposeExtensions(purpose),
      ],
    });
    return await exportPair(certificate, keys.privateKey);
  }
}

function purposeExtensions(purpose: CertificatePurpose): x509.Extension[] {
  if (purpose.kind === 'enrolment') return [];
  if (purpose.kind === 'tls-client')
    return [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])];
  const names = purpose.hosts.map(
    (value) => ({ type: /^[0-9.]+$/.test(value) ? 'ip' : 'dns', value }) as const,
  );
  return [
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension([...names]),
  ];
}

async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
}

function subjectName({ commonName, organisation, unit }: CertificateSubject): x509.JsonName {
  const units = unit === undefined ? [] : [{ OU: [unit] }];
  return [{ O: [organisation] }, ...units, { CN: [commonName] }];
}

/** 128 bits, positive and without leading zeros. RFC 5280, section 4.1.2.2. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

function validity(): { notBefore: Date; notAfter: Date } {
  const notBefore = new Date(Date.now() - SKEW_MILLISECONDS);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS_VALID);
  return { notBefore, notAfter };
}

async function exportPair(certificate: x509.X509Certificate, key: webcrypto.CryptoKey): Promise<KeyPair> {
  const bytes = await webcrypto.subtle.exportKey('pkcs8', key);
  return {
    certificate: `${certificate.toString('pem')}\n`,
    privateKey: `${x509.PemConverter.encode(bytes, 'PRIVATE KEY')}\n`,
  };
}
