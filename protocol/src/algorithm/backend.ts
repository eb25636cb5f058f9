// SPDX-License-Identifier: Apache-2.0
import type { Algorithm } from './algorithms';
import type { Curve } from './curves';

/**
 * Does the arithmetic behind the front end. It is handed nothing but exact named-curve SPKI bytes, and
 * signatures of fixed length with r and s in range; it decides nothing else.
 */
export interface SignatureBackend {
  /**
   * True when the bytes hold a point of the curve with coordinates below p, and not the point at infinity. The caller keeps
   * the bytes as they are: what is learnt of the key may be remembered with them.
   */
  isOnCurve(curve: Curve, spki: Uint8Array): boolean;
  /** True when `signature` (r and s, fixed length) is good for `message` under the key. */
  verify(algorithm: Algorithm, spki: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** The same answer without holding up the caller's thread; worth its cost from a few signatures on. */
  verifyLater(
    algorithm: Algorithm,
    spki: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ): Promise<boolean>;
}
