// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

/**
 * SHA-256 over the concatenation of its arguments.
 *
 * @param parts - byte strings, hashed one after the other
 * @returns 32 bytes
 */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * Transaction ID of a nonce and a creator (protoutil/proputils.go, ComputeTxID).
 *
 * @param nonce - nonce of the signature header
 * @param creator - serialised identity of the signature header
 * @returns 64 lower-case hexadecimal digits
 */
export function transactionId(nonce: Uint8Array, creator: Uint8Array): string {
  return Buffer.from(sha256(nonce, creator)).toString('hex');
}
