// SPDX-License-Identifier: Apache-2.0
import { verify, type X509Certificate } from 'node:crypto';
import { curves, decodeSignature, sameBytes } from '@meterpki/protocol';
import { identityCurves, lowSDer } from '../identity/low-s';

/** Curves of peers' keys as protocol/ names them, by OpenSSL's names. */
const protocolCurves = new Map([
  ['prime256v1', curves.secp256r1],
  ['secp384r1', curves.secp384r1],
]);

/**
 * True where the certificate's key signed the message, in the one form that Fabric writes: strict DER with the smaller
 * s. Of any other form anybody could make a second text of the same bundle.
 */
export function isSignedBy(
  { publicKey }: X509Certificate,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const name = publicKey.asymmetricKeyDetails?.namedCurve ?? '';
  const row = identityCurves.find((curve) => curve.name === name);
  const curve = protocolCurves.get(name);
  if (row === undefined || curve === undefined) return false;
  const fixed = decodeSignature(signature, ['der'], curve)?.fixed;
  if (fixed === undefined || !sameBytes(lowSDer(row, fixed), signature)) return false;
  return verify('sha256', message, publicKey, signature);
}
