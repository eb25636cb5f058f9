// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';

import { msp } from '@hyperledger/fabric-protos';

import { sha256 } from '../wire/hash.js';
import { isFromAuthority, judgeCertificate } from './certificate-rules.js';
import { Identity, type MspGroup } from './identity.js';

/** An MSP as the channel knows it: its ID, the certificate of its enrolment authority, and what that has revoked. */
export interface MspDefinition {
  readonly mspId: string;
  readonly group: MspGroup;
  /** PEM. */
  readonly authority: string;
  /** Serial numbers of revoked certificates. */
  readonly revoked?: readonly bigint[];
}

interface Msp {
  readonly group: MspGroup;
  readonly authority: X509Certificate;
  readonly revoked: ReadonlySet<bigint>;
}

/** How many identities are kept; callers beyond are judged anew when they come back. */
const CACHE_SIZE = 1000;

/**
 * The MSPs of the channel: those of its members, and the orderer's. Turns a serialised identity into a judged one; the
 * same bytes are judged once as long as they stay in a bounded cache, least recently used out first.
 */
export class MspRegistry {
  readonly #msps: ReadonlyMap<string, Msp>;
  readonly #cache = new Map<string, Identity>();

  constructor(definitions: readonly MspDefinition[]) {
    this.#msps = new Map(
      definitions.map(({ mspId, group, authority, revoked }) => [
        mspId,
        { group, authority: new X509Certificate(authority), revoked: new Set(revoked) },
      ]),
    );
  }

  /**
   * Reads an identity. The answer may carry a `fault`: then it is known whose it claims to be, and that it is not.
   *
   * @param serialized - `msp.SerializedIdentity`
   * @returns the identity, or undefined where the bytes or the certificate cannot be read, the channel does not know
   *   the MSP, or its authority did not issue the certificate
   */
  identity(serialized: Uint8Array): Identity | undefined {
    const cacheKey = Buffer.from(sha256(serialized)).toString('base64');
    const known = this.#cache.get(cacheKey);
    if (known !== undefined) {
      this.#cache.delete(cacheKey);
      this.#cache.set(cacheKey, known);
      return known;
    }
    const identity = this.#read(serialized);
    if (identity !== undefined) this.#remember(cacheKey, identity);
    return identity;
  }

  #remember(cacheKey: string, identity: Identity): void {
    this.#cache.set(cacheKey, identity);
    if (this.#cache.size <= CACHE_SIZE) return;
    const [oldest] = this.#cache.keys();
    if (oldest !== undefined) this.#cache.delete(oldest);
  }

  #read(serialized: Uint8Array): Identity | undefined {
    try {
      const parsed = msp.SerializedIdentity.deserializeBinary(serialized);
      const mspId = parsed.getMspid();
      const member = this.#msps.get(mspId);
      const pem = Buffer.from(parsed.getIdBytes_asU8()).toString('utf8');
      if (member === undefined || !pem.includes('-----BEGIN')) return undefined;
      const certificate = new X509Certificate(pem);
      if (!isFromAuthority(certificate, member.authority)) return undefined;
      const { group, revoked } = member;
      return new Identity({ mspId, group, certificate, ...judgeCertificate(certificate, revoked) });
    } catch {
      return undefined;
    }
  }
}
