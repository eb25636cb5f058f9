// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import * as x509 from '@peculiar/x509';
import { authorityKey, SIGNING } from './authority';
import type { KeyPairFiles } from './caller';

/** Serial number of the certificate that every ledger under test revokes. */
export const REVOKED_SERIAL = '4e6f20616363657373';

const DAY_MILLISECONDS = 86_400_000;

/**
 * Makes the revocation list of an enrolment authority. It names the authority's key: without that, Fabric refuses every
 * identity of the organisation (msp/mspimplvalidate.go).
 *
 * @returns PEM
 */
export async function revocationList(files: KeyPairFiles): Promise<string> {
  const authority = new x509.X509Certificate(readFileSync(files.certificate, 'utf8'));
  const identifier = authority.getExtension(x509.SubjectKeyIdentifierExtension);
  if (identifier === null) throw new Error(`${files.certificate} names no key`);
  const list = await x509.X509CrlGenerator.create({
    issuer: authority.subject,
    signingAlgorithm: SIGNING,
    signingKey: await authorityKey(files),
    nextUpdate: new Date(Date.now() + DAY_MILLISECONDS),
    entries: [{ serialNumber: REVOKED_SERIAL, revocationDate: new Date() }],
    extensions: [new x509.AuthorityKeyIdentifierExtension(identifier.keyId)],
  });
  return `${x509.PemConverter.encode(list.rawData, 'X509 CRL')}\n`;
}
