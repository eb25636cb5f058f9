// SPDX-License-Identifier: Apache-2.0
import type { X509Certificate } from 'node:crypto';

import { type Role, ROLES } from './identity.js';
import { subjectUnits } from './subject-units.js';

/** What the rules say about a certificate: a fault, or a role. */
export interface Judgement {
  readonly fault: string | undefined;
  readonly role: Role | undefined;
}

/**
 * Judges a certificate as Fabric's MSP does (msp/mspimplvalidate.go): issued and signed by the authority of the MSP
 * while that was valid, no certification authority itself, an EC key, and exactly one NodeOU, compared letter for
 * letter. Expiry of the certificate is not among the rules: proposals and the orderer check it, by the clock, while
 * validation of a block must not depend on one.
 *
 * @param certificate - of the identity
 * @param authority - enrolment authority of the MSP that the identity names
 */
export function judgeCertificate(certificate: X509Certificate, authority: X509Certificate): Judgement {
  const fault = chainFault(certificate, authority);
  if (fault !== undefined) return { fault, role: undefined };
  const units = subjectUnits(certificate.raw);
  const roles = ROLES.filter((role) => units.includes(role));
  const [role] = roles;
  if (role !== undefined && roles.length === 1) return { fault: undefined, role };
  return {
    fault: `the identity must be a client, a peer, an orderer or an admin identity to be valid, found ${roles.length}`,
    role: undefined,
  };
}

function chainFault(certificate: X509Certificate, authority: X509Certificate): string | undefined {
  if (certificate.ca) return 'a certification authority cannot be used as an identity';
  if (certificate.publicKey.asymmetricKeyType !== 'ec') return 'the public key is not an EC key';
  if (!certificate.checkIssued(authority)) return 'not issued by the authority of its MSP';
  if (!certificate.verify(authority.publicKey)) return 'not signed by the authority of its MSP';
  const issued = Date.parse(certificate.validFrom);
  if (issued < Date.parse(authority.validFrom) || issued > Date.parse(authority.validTo)) {
    return 'issued while the authority of its MSP was not valid';
  }
  return undefined;
}
