// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/**
 * The organisational units in a certificate's subject, parsed from the DER: the text form that Node prints cannot be
 * taken apart safely when a name holds separators.
 *
 * @param der - the certificate
 * @returns the values of OU in the order of the certificate
 */
export function subjectUnits(der: Uint8Array): readonly string[] {
  return new x509.X509Certificate(new Uint8Array(der)).subjectName.getField('OU');
}

/**
 * Whether a certificate's basic constraints name a certification authority. Node asks OpenSSL, which looks at the key
 * usage, too; Go does not.
 *
 * @param der - the certificate
 */
export function isAuthority(der: Uint8Array): boolean {
  const certificate = new x509.X509Certificate(new Uint8Array(der));
  return certificate.getExtension(x509.BasicConstraintsExtension)?.ca === true;
}
