// SPDX-License-Identifier: Apache-2.0
import type { Curve } from '../algorithm/curves';
import { concat, fromHex, toUtf8 } from '../encoding/bytes';
import { sha256, sha256Hex } from '../encoding/hash';
import { canonicalSignature } from '../signature/scalars';

const TAG = concat(toUtf8('RCPT'), Uint8Array.of(1));
const NO_KEY = new Uint8Array(32);

/**
 * The name of a receipt on the ledger: SHA-256 over a tag, the fingerprint of the key that verified it (32
 * zero bytes where none did), SHA-256 of the signed bytes, and the canonical signature. The signature is in
 * it for its entropy: readings can be guessed, and a bare digest would give them away.
 */
export function receiptIdOf(
  fingerprint: string | undefined,
  signedBytes: Uint8Array,
  curve: Curve,
  fixed: Uint8Array,
): string {
  const key = fingerprint === undefined ? NO_KEY : (fromHex(fingerprint) ?? NO_KEY);
  return sha256Hex(TAG, key, sha256(signedBytes), canonicalSignature(curve, fixed));
}
