// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

import { messageOf } from '../errors.js';

/**
 * Reads a certificate revocation list (RFC 5280, section 5). Its dates must be there and do not count, as in Fabric:
 * what it lists is revoked from the moment the list is used.
 *
 * @param pem - the list
 * @param authority - PEM of the enrolment authority that must have issued it
 * @returns serial numbers of the revoked certificates
 * @throws Error with the reason where Fabric would not take the list as one of this authority, or would refuse every
 *   identity of the organisation because of it (msp/mspimplvalidate.go)
 */
export async function readRevocationList(pem: string, authority: string): Promise<readonly bigint[]> {
  const issuer = new x509.X509Certificate(authority);
  const list = parse(pem);
  if (list.nextUpdate === undefined) {
    // The library that reads the list finds no entries in one without this date.
    throw new Error('it does not say when the next one comes (nextUpdate), as RFC 5280 wants');
  }
  const keyId = list.getExtension(x509.AuthorityKeyIdentifierExtension)?.keyId;
  if (keyId === undefined) {
    throw new Error(
      'it has no Authority Key Identifier, for which Fabric would refuse every identity of the organisation; ' +
        'issue it with that extension',
    );
  }
  if (keyId !== issuer.getExtension(x509.SubjectKeyIdentifierExtension)?.keyId) {
    throw new Error('its Authority Key Identifier is not the key of the enrolment authority');
  }
  if (!(await list.verify({ publicKey: issuer.publicKey }))) {
    throw new Error('the enrolment authority did not sign it');
  }
  return list.entries.map(({ serialNumber }) => BigInt(`0x${serialNumber}`));
}

function parse(pem: string): x509.X509Crl {
  if (!pem.includes('-----BEGIN X509 CRL-----')) throw new Error('it is no list in PEM: no "X509 CRL" in it');
  try {
    return new x509.X509Crl(pem);
  } catch (error) {
    throw new Error(`it is no list in PEM: ${messageOf(error)}`);
  }
}
