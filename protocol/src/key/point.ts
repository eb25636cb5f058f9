// SPDX-License-Identifier: Apache-2.0
import { ECDH } from 'node:crypto';
import type { Curve } from '../algorithm/curves';

/**
 * X and Y of a compressed point (SEC 1 section 2.3.4): `02` or `03` and X. OpenSSL is handed nothing of another
 * length, hence no point at infinity.
 * @returns undefined where the bytes are no such point of the curve
 */
export function decompress(curve: Curve, point: Uint8Array): Uint8Array | undefined {
  if (point.length !== 1 + curve.length || (point[0] !== 0x02 && point[0] !== 0x03)) return undefined;
  try {
    const whole = ECDH.convertKey(point, curve.openssl, undefined, undefined, 'uncompressed');
    return Uint8Array.from(whole as Buffer).subarray(1);
  } catch {
    return undefined;
  }
}
