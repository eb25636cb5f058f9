// SPDX-License-Identifier: Apache-2.0
import { sameBytes, toHex, type Curve, type SignatureBackend } from '@meterpki/protocol';
import { digestOf } from './digest';
import { ellipticCurve } from './elliptic-curves';

/** Bytes of the uncompressed point (SEC 1 section 2.3.3) at the end of an SPKI. */
const pointOf = (curve: Curve, spki: Uint8Array): Uint8Array => spki.subarray(-(1 + 2 * curve.length));

/** elliptic reduces coordinates beyond p in silence: only a point that is written the same way again is in range. */
function isOnCurve(curve: Curve, spki: Uint8Array): boolean {
  const written = pointOf(curve, spki);
  try {
    const point = ellipticCurve(curve).keyFromPublic(toHex(written), 'hex').getPublic();
    return point.validate() && sameBytes(written, Uint8Array.from(point.encode('array', false)));
  } catch {
    return false;
  }
}

const verify: SignatureBackend['verify'] = (algorithm, spki, message, signature) => {
  const { curve } = algorithm;
  const arithmetic = ellipticCurve(curve);
  const key = arithmetic.keyFromPublic(toHex(pointOf(curve, spki)), 'hex');
  const r = toHex(signature.subarray(0, curve.length));
  const s = toHex(signature.subarray(curve.length));
  return arithmetic.verify(digestOf(algorithm, message), { r, s }, key);
};

/**
 * A second opinion for tests: the same questions answered by elliptic instead of OpenSSL. It decides nothing
 * on a ledger, and stands behind the same front end.
 */
export const ellipticBackend: SignatureBackend = {
  isOnCurve,
  verify,
  verifyLater: (...signature) => Promise.resolve(verify(...signature)),
};
