// SPDX-License-Identifier: Apache-2.0
import type { Algorithm } from '../algorithm/algorithms';
import type { SignatureBackend } from '../algorithm/backend';
import { nodeBackend } from '../algorithm/node-backend';
import type { PublicKey } from '../key/spki';
import { inRange } from './scalars';

/** True for what the arithmetic may be asked: a key on the curve, and r and s of its length and in range. */
export const canVerify = (algorithm: Algorithm, key: PublicKey, fixed: Uint8Array): boolean =>
  key.curve === algorithm.curve &&
  fixed.length === 2 * algorithm.curve.length &&
  inRange(algorithm.curve, fixed);

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
  return canVerify(algorithm, key, fixed) && backend.verify(algorithm, key.spki, message, fixed);
}

/** As {@link verifySignature}, off the caller's thread. */
export const verifySignatureLater = (
  algorithm: Algorithm,
  key: PublicKey,
  message: Uint8Array,
  fixed: Uint8Array,
  backend: SignatureBackend = nodeBackend,
): Promise<boolean> =>
  canVerify(algorithm, key, fixed)
    ? backend.verifyLater(algorithm, key.spki, message, fixed)
    : Promise.resolve(false);
