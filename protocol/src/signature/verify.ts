// SPDX-License-Identifier: Apache-2.0
import type { Algorithm } from '../algorithm/algorithms';
import type { SignatureBackend } from '../algorithm/backend';
import { nodeBackend } from '../algorithm/node-backend';
import type { PublicKey } from '../key/spki';
import { inRange } from './scalars';

/**
 * The only door to the arithmetic: ECDSA verification (FIPS 186-5 section 6.4.2) of a decoded signature.
 * High s is accepted. `key` must come from the strict import and lie on the algorithm's curve.
 * @returns true or false, never an exception
 */
export function verifySignature(
  algorithm: Algorithm,
  key: PublicKey,
  message: Uint8Array,
  fixed: Uint8Array,
  backend: SignatureBackend = nodeBackend,
): boolean {
  if (key.curve !== algorithm.curve || fixed.length !== 2 * algorithm.curve.length) return false;
  return inRange(algorithm.curve, fixed) && backend.verify(algorithm, key.spki, message, fixed);
}
