// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';

import { msp } from '@hyperledger/fabric-protos';

import type { MspRegistry } from './msp-registry.js';

/**
 * When the certificate of an identity ends, whoever issued it (common/crypto/expiration.go).
 *
 * @param serialized - `msp.SerializedIdentity`
 * @returns milliseconds since 1970; infinity where no certificate can be read, which other checks find
 */
export function expiresAt(msps: MspRegistry, serialized: Uint8Array): number {
  const known = msps.identity(serialized);
  if (known !== undefined) return known.expiresAt;
  try {
    const identity = msp.SerializedIdentity.deserializeBinary(serialized);
    return Date.parse(new X509Certificate(identity.getIdBytes_asU8()).validTo);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
