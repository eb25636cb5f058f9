// SPDX-License-Identifier: Apache-2.0
import { spkiAround, toHex, type Algorithm } from '@meterpki/protocol';
import type { curve } from 'elliptic';
import { digestOf } from '../curve/digest';
import { ellipticCurve } from '../curve/elliptic-curves';

/** Which of the two points with the x coordinate r was the nonce's. */
const PARITIES = [0, 1] as const;

/**
 * Public keys under which a signature verifies a message (SEC 1 section 4.1.6). Anybody can compute them from a public
 * receipt; at most one belongs to somebody. That a key verifies a receipt shows nothing about who holds it.
 * @param signature - r and s of fixed length
 * @returns DER of each SubjectPublicKeyInfo, uncompressed
 */
export function recoveredKeys(
  algorithm: Algorithm,
  message: Uint8Array,
  signature: Uint8Array,
): Uint8Array[] {
  const { length } = algorithm.curve;
  const arithmetic = ellipticCurve(algorithm.curve);
  const r = toHex(signature.subarray(0, length));
  const s = toHex(signature.subarray(length));
  return PARITIES.map((parity) => {
    const point = arithmetic.recoverPubKey(
      digestOf(algorithm, message),
      { r, s },
      parity,
    ) as curve.base.BasePoint;
    const bytes = Uint8Array.from(point.encode('array', false));
    return spkiAround(algorithm.curve, bytes.subarray(1));
  });
}
