// SPDX-License-Identifier: Apache-2.0
import type { KeyMetadata } from '../state/versioned-state.js';
import type { Identity } from './identity.js';
import { SignaturePolicy } from './signature-policy.js';

/** The name under which a key's metadata holds its endorsement policy (peer.MetaDataKeys). */
const VALIDATION_PARAMETER = 'VALIDATION_PARAMETER';

/**
 * The endorsement policy in a key's metadata.
 *
 * @returns `common.SignaturePolicyEnvelope`, which may be empty; undefined where the key has no policy
 */
export function keyPolicyBytes(metadata: KeyMetadata | undefined): Uint8Array | undefined {
  return metadata?.get(VALIDATION_PARAMETER);
}

/**
 * Whether endorsers satisfy a key's policy. Bytes that are no policy are satisfied by nobody; a peer of Fabric stops
 * validating the channel when it meets them (core/common/validation/statebased/vpmanagerimpl.go).
 *
 * @param bytes - not empty
 */
export function satisfiesKeyPolicy(bytes: Uint8Array, endorsers: readonly Identity[]): boolean {
  try {
    return new SignaturePolicy(bytes).isSatisfiedBy(endorsers);
  } catch {
    return false;
  }
}
