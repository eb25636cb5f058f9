// SPDX-License-Identifier: Apache-2.0
import { concat, fingerprintOf, fromHex, spkiAround, type Algorithm } from '@meterpki/protocol';
import type { ec } from 'elliptic';
import { digestOf } from '../curve/digest';
import { ellipticCurve } from '../curve/elliptic-curves';
import { givenScalar } from './scalar';

/** A private key of elliptic's with its public half. The private half leaves it through `writeWith` alone. */
export class SigningKey {
  readonly algorithm: Algorithm;
  /** DER of the SubjectPublicKeyInfo, uncompressed. */
  readonly spki: Uint8Array;
  /** SHA-256 of `spki`, hex. */
  readonly fingerprint: string;
  readonly #pair: ec.KeyPair;

  /**
   * @param algorithm - curve and hash of everything that the key signs
   * @param scalar - the private key, hex of the curve's length
   * @throws {@link SimulatorError} PRIVATE_KEY_INVALID, CURVE_UNKNOWN
   */
  constructor(algorithm: Algorithm, scalar: string) {
    const { curve } = algorithm;
    this.#pair = ellipticCurve(curve, algorithm.hash).keyFromPrivate(givenScalar(curve, scalar), 'hex');
    const point = Uint8Array.from(this.#pair.getPublic('array'));
    this.algorithm = algorithm;
    this.spki = spkiAround(curve, point.subarray(1));
    this.fingerprint = fingerprintOf(this.spki);
  }

  /** ECDSA over the message, r and s of fixed length; the nonce is that of RFC 6979, so the answer is always the same. */
  sign(message: Uint8Array): Uint8Array {
    const { r, s } = this.#pair.sign(digestOf(this.algorithm, message));
    const fixed = (value: { toString: (base: 'hex', length: number) => string }): Uint8Array =>
      fromHex(value.toString('hex', 2 * this.algorithm.curve.length)) ?? new Uint8Array();
    return concat(fixed(r), fixed(s));
  }

  /** Hands the private key (hex) to the writer of a key file; nothing else may ask for it. */
  writeWith(writer: (scalar: string) => void): void {
    writer(this.#pair.getPrivate('hex').padStart(2 * this.algorithm.curve.length, '0'));
  }
}
