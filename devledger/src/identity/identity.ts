// SPDX-License-Identifier: Apache-2.0
import { type KeyObject, verify, type X509Certificate } from 'node:crypto';

import { isLowS } from './der-signature.js';

/** The roles that a certificate's organisational unit can name (Fabric's NodeOUs). */
export type Role = 'client' | 'admin' | 'peer' | 'orderer';

/** All roles, spelled as in certificates. */
export const ROLES: readonly Role[] = ['client', 'admin', 'peer', 'orderer'];

/** What is known of an identity once its certificate was read. */
export interface IdentityParts {
  readonly mspId: string;
  readonly certificate: X509Certificate;
  /** Why the identity must not be trusted; undefined for a valid one. */
  readonly fault: string | undefined;
  /** The role of a valid identity. */
  readonly role: Role | undefined;
}

/** A caller, peer or orderer: certificate, judged once against the authority of its MSP. */
export class Identity {
  readonly mspId: string;
  readonly fault: string | undefined;
  readonly role: Role | undefined;
  /** End of the certificate's validity, in milliseconds since 1970. */
  readonly expiresAt: number;
  readonly #key: KeyObject;

  constructor(parts: IdentityParts) {
    this.mspId = parts.mspId;
    this.fault = parts.fault;
    this.role = parts.role;
    this.expiresAt = Date.parse(parts.certificate.validTo);
    this.#key = parts.certificate.publicKey;
  }

  /** Whether the certificate is good and names one of these roles. */
  is(...roles: readonly Role[]): boolean {
    return this.fault === undefined && this.role !== undefined && roles.includes(this.role);
  }

  /**
   * Whether the identity signed the data: ECDSA over SHA-256, strict DER, low s.
   *
   * @param data - the signed bytes
   * @param signature - DER
   */
  verify(data: Uint8Array, signature: Uint8Array): boolean {
    const curve = this.#key.asymmetricKeyDetails?.namedCurve;
    if (curve === undefined || !isLowS(signature, curve)) return false;
    try {
      return verify('sha256', data, this.#key, signature);
    } catch {
      return false;
    }
  }
}
