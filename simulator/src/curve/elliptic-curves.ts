// SPDX-License-Identifier: Apache-2.0
import type { Curve } from '@meterpki/protocol';
import elliptic from 'elliptic';
import { SimulatorError } from '../errors';

/** Names that elliptic gives to the curves, by their SEC 2 names. */
const presets: Readonly<Record<string, string>> = {
  secp192r1: 'p192',
  secp256k1: 'secp256k1',
  secp256r1: 'p256',
  secp384r1: 'p384',
};

/** Arithmetic by curve name: making one computes tables, so each is made once. */
const made = new Map<string, elliptic.ec>();

/**
 * elliptic's arithmetic for a curve of the protocol.
 * @throws {@link SimulatorError} CURVE_UNKNOWN
 */
export function ellipticCurve(curve: Curve): elliptic.ec {
  const known = made.get(curve.name);
  if (known !== undefined) return known;
  const preset = presets[curve.name];
  if (preset === undefined) throw new SimulatorError('CURVE_UNKNOWN', curve.name);
  const arithmetic = new elliptic.ec(preset);
  made.set(curve.name, arithmetic);
  return arithmetic;
}
