// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { KeyPairFiles } from '../directory/layout.js';
import { writePrivate } from '../directory/private-files.js';

/** What a certificate says. */
export interface Certified {
  readonly commonName: string;
  readonly organisation: string;
  /** DNS names and IPv4 addresses of a server; a client has none. */
  readonly hosts?: readonly string[];
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MILLISECONDS = 86_400_000;
/** As long as cryptogen's certificates are valid. */
const VALID_DAYS = 3650;
/** For nodes whose clock is a little behind. */
const EARLIER_MILLISECONDS = 300_000;

/**
 * A small TLS authority for one purpose inside one institute, with a certificate as RFC 5280 asks for. Its key lives
 * in this process alone: whoever needs another certificate later makes a new authority.
 */
export class Authority {
  readonly #root: x509.X509Certificate;
  readonly #keys: webcrypto.CryptoKeyPair;

  private constructor(root: x509.X509Certificate, keys: webcrypto.CryptoKeyPair) {
    this.#root = root;
    this.#keys = keys;
  }

  /** Makes an authority. */
  static async create(subject: Certified): Promise<Authority> {
    const keys = await newKeys();
    const root = await x509.X509CertificateGenerator.createSelfSigned({
      ...validity(),
      serialNumber: serialNumber(),
      name: nameOf(subject),
      keys,
      signingAlgorithm: CURVE,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new Authority(root, keys);
  }

  /** Writes the authority's certificate; its key is written nowhere. */
  writeCertificate(file: string): void {
    writePrivate(file, `${this.#root.toString('pem')}\n`);
  }

  /** Makes a key and a certificate for TLS and writes both. */
  async issue(subject: Certified, files: KeyPairFiles): Promise<void> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      ...validity(),
      serialNumber: serialNumber(),
      subject: nameOf(subject),
      issuer: this.#root.subjectName,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: CURVE,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([usageOf(subject)]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(this.#keys.publicKey),
        ...alternativeNames(subject.hosts ?? []),
      ],
    });
    const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
    writePrivate(files.privateKey, `${x509.PemConverter.encode(key, 'PRIVATE KEY')}\n`);
    writePrivate(files.certificate, `${certificate.toString('pem')}\n`);
  }
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);

const nameOf = ({ commonName, organisation }: Certified): x509.JsonName => [
  { O: [organisation] },
  { CN: [commonName] },
];

const usageOf = ({ hosts }: Certified): x509.ExtendedKeyUsage =>
  hosts === undefined ? x509.ExtendedKeyUsage.clientAuth : x509.ExtendedKeyUsage.serverAuth;

function alternativeNames(hosts: readonly string[]): x509.Extension[] {
  if (hosts.length === 0) return [];
  const names = hosts.map((value) => ({
    type: /^\d+(\.\d+){3}$/.test(value) ? ('ip' as const) : ('dns' as const),
    value,
  }));
  return [new x509.SubjectAlternativeNameExtension(names)];
}

/** Positive, 159 bits at most (RFC 5280 section 4.1.2.2); the first digit keeps it from beginning with zeros. */
const serialNumber = (): string => `4${randomBytes(16).toString('hex').slice(1)}`;

function validity(): { notBefore: Date; notAfter: Date } {
  const from = Date.now() - EARLIER_MILLISECONDS;
  return { notBefore: new Date(from), notAfter: new Date(from + VALID_DAYS * DAY_MILLISECONDS) };
}
