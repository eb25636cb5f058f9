// SPDX-License-Identifier: Apache-2.0
import type { X509Certificate } from 'node:crypto';

import { type Role, ROLES } from './identity.js';
import { isAuthority, subjectUnits } from './certificate-content.js';

/** What the rules say about a certificate: a fault, or a role. */
export interface Judgement {
  readonly fault: string | undefined;
  readonly role: Role | undefined;
}

/**
 * Whether a certificate comes from the authority of its MSP: issued and signed by it while it was valid. Fabric does
 * not even read an identity of which this is not so (msp/mspimpl.go, sanitizeCert).
 *
 * @param certificate - of the identity
 * @param authority - enrolment authority of the MSP that the identity names
 */
export function isFromAuthority(certificate: X509Certificate, authority: X509Certificate): boolean {
  if (certificate.fingerprint256 === authority.fingerprint256) return true;
  const issued = Date.parse(certificate.validFrom);
  return (
    issued >= Date.parse(authority.validFrom) &&
    issued <= Date.parse(authority.validTo) &&
    certificate.checkIssued(authority) &&
    certificate.verify(authority.publicKey)
  );
}

/**
 * Judges a certificate as Fabric's MSP does (msp/mspimplvalidate.go): no certification authority itself, an EC key, not
 * revoked, and exactly one NodeOU, compared letter for letter. Expiry is not among the rules: proposals and the
 * orderer check it, by the clock, while validation of a block must not depend on one.
 *
 * @param certificate - comes from the authority of its MSP
 * @param revoked - serial numbers that the authority has revoked
 */
export function judgeCertificate(certificate: X509Certificate, revoked: ReadonlySet<bigint>): Judgement {
  const fault = certificateFault(certificate, revoked);
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

function certificateFault(certificate: X509Certificate, revoked: ReadonlySet<bigint>): string | undefined {
  if (isAuthority(certificate.raw)) return 'a certification authority cannot be used as an identity';
  if (certificate.publicKey.asymmetricKeyType !== 'ec') return 'the public key is not an EC key';
  if (revoked.has(BigInt(`0x${certificate.serialNumber}`))) return 'the certificate has been revoked';
  return undefined;
}
