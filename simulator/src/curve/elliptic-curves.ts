// SPDX-License-Identifier: Apache-2.0
import type { Algorithm, Curve } from '@meterpki/protocol';
import elliptic from 'elliptic';
import { SimulatorError } from '../errors';
import { furtherCurves, type CurveParameters } from './parameters';

/** Names that elliptic gives to the curves it brings along, by their SEC 2 names. */
const presets: Readonly<Record<string, string>> = {
  secp192r1: 'p192',
  secp256k1: 'secp256k1',
  secp256r1: 'p256',
  secp384r1: 'p384',
};

/** Curves of elliptic's whose usual hash is the one asked for: it exports its hashes in no other way. */
const hashedBy: Readonly<Record<Algorithm['hash'], string>> = { sha256: 'p256', sha384: 'p384' };

function presetOf({ p, a, b, n, g }: CurveParameters): elliptic.curves.PresetCurve {
  const domain = { p, a, b, n, g: [...g] };
  const { hash } = new elliptic.ec(hashedBy.sha256) as { readonly hash: unknown };
  return new elliptic.curves.PresetCurve({ type: 'short', prime: null, ...domain, hash, gRed: false });
}

/** Curves made of parameters: making one computes tables, so each is made once. */
const further = new Map<string, elliptic.curves.PresetCurve>();

function furtherCurve(name: string): elliptic.curves.PresetCurve | undefined {
  const parameters = Object.hasOwn(furtherCurves, name) ? furtherCurves[name] : undefined;
  if (parameters === undefined) return undefined;
  const curve = further.get(name) ?? presetOf(parameters);
  further.set(name, curve);
  return curve;
}

/** Arithmetic by curve and hash. */
const made = new Map<string, elliptic.ec>();

/**
 * elliptic's arithmetic for a curve of the protocol. Signatures take their nonce from `hash` (RFC 6979 section 3.2).
 * @throws {@link SimulatorError} CURVE_UNKNOWN
 */
export function ellipticCurve(curve: Curve, hash: Algorithm['hash'] = 'sha256'): elliptic.ec {
  const id = `${curve.name} ${hash}`;
  const known = made.get(id);
  if (known !== undefined) return known;
  const preset = presets[curve.name] ?? furtherCurve(curve.name);
  if (preset === undefined) throw new SimulatorError('CURVE_UNKNOWN', curve.name);
  const arithmetic = new elliptic.ec(preset);
  ({ hash: arithmetic.hash } = new elliptic.ec(hashedBy[hash]) as { readonly hash: unknown });
  made.set(id, arithmetic);
  return arithmetic;
}
