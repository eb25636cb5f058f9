// SPDX-License-Identifier: Apache-2.0
import { type KeyObject, verify, type X509Certificate } from 'node:crypto';

import { readLowS } from './der-signature.js';

/** The roles that a certificate's organisational unit can name (Fabric's NodeOUs). */
export type Role = 'client' | 'admin' | 'peer' | 'orderer';

/** All roles, spelled as in certificates. */
export const ROLES: readonly Role[] = ['client', 'admin', 'peer', 'orderer'];

/** The part of the channel's configuration that an MSP belongs to. */
export type MspGroup = 'Application' | 'Orderer';

/** What is known of an identity once its certificate was read. */
export interface IdentityParts {
  readonly mspId: string;
  readonly group: MspGroup;
  readonly certificate: X509Certificate;
  /** Why the identity must not be trusted; undefined for a valid one. */
  readonly fault: string | undefined;
  /** The role of a valid identity. */
  readonly role: Role | undefined;
}

/** A caller, peer or orderer: certificate, judged once against the authority of its MSP. */
export class Identity {
  readonly mspId: string;
  /** The same for the same certificate under the same MSP, however it is spelled. */
  readonly id: string;
  readonly group: MspGroup;
  readonly fault: string | undefined;
  readonly role: Role | undefined;
  /** End of the certificate's validity, in milliseconds since 1970. */
  readonly expiresAt: number;
  readonly #key: KeyObject;

  constructor(parts: IdentityParts) {
    this.mspId = parts.mspId;
    this.id = `${parts.mspId} ${parts.certificate.fingerprint256}`;
    this.group = parts.group;
    this.fault = parts.fault;
    this.role = parts.role;
    this.expiresAt = Date.parse(parts.certificate.validTo);
    this.#key = parts.certificate.publicKey;
  }

  /** Whether the certificate is good, its MSP is of the group, and it names one of these roles. */
  is(group: MspGroup, ...roles: readonly Role[]): boolean {
    if (this.fault !== undefined || this.role === undefined) return false;
    return this.group === group && roles.includes(this.role);
  }

  /**
   * Whether the identity signed the data: ECDSA over SHA-256, DER, low s.
   *
   * @param data - the signed bytes
   * @param signature - DER
   */
  verify(data: Uint8Array, signature: Uint8Array): boolean {
    const curve = this.#key.asymmetricKeyDetails?.namedCurve;
    const accepted = curve === undefined ? undefined : readLowS(signature, curve);
    if (accepted === undefined) return false;
    try {
      return verify('sha256', data, this.#key, accepted);
    } catch {
      return false;
    }
  }
}
