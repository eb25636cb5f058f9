// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { fromHex, sha256, toHex, toUtf8, type Curve } from '@meterpki/protocol';
import { SimulatorError } from '../errors';

const inRange = (curve: Curve, hex: string): boolean => {
  const value = BigInt(`0x${hex}`);
  return value >= 1n && value < curve.order;
};

/** A private key drawn at random (FIPS 186-5 section A.2.2), hex of the curve's length. */
export function randomScalar(curve: Curve): string {
  for (;;) {
    const hex = toHex(randomBytes(curve.length));
    if (inRange(curve, hex)) return hex;
  }
}

/**
 * The private key that a seed stands for, hex of the curve's length: SHA-256 of the seed, and of each digest
 * again, as many bytes as the curve takes. Anybody who knows the seed has the key: for vectors and demonstrations only.
 */
export function scalarFromSeed(curve: Curve, seed: string): string {
  let block = sha256(toUtf8(seed));
  for (;;) {
    let hex = '';
    for (; hex.length < 2 * curve.length; block = sha256(block)) hex += toHex(block);
    const scalar = hex.slice(0, 2 * curve.length);
    if (inRange(curve, scalar)) return scalar;
  }
}

/**
 * Checks a private key given from outside.
 * @returns the same in lower case
 * @throws {@link SimulatorError} PRIVATE_KEY_INVALID; the text never repeats the key
 */
export function givenScalar(curve: Curve, hex: string): string {
  if (fromHex(hex)?.length !== curve.length)
    throw new SimulatorError('PRIVATE_KEY_INVALID', `give ${2 * curve.length} hex digits`);
  if (!inRange(curve, hex)) throw new SimulatorError('PRIVATE_KEY_INVALID', 'make a new key');
  return hex.toLowerCase();
}
