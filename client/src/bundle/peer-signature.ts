// SPDX-License-Identifier: Apache-2.0
import { verify, type X509Certificate } from 'node:crypto';
import { decodeSignature, sameBytes } from '@meterpki/protocol';
import { identityCurves, lowSDer } from '../identity/low-s';

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
  const curve = identityCurves.find(({ openssl }) => openssl === name);
  if (curve === undefined) return false;
  const fixed = decodeSignature(signature, ['der'], curve)?.fixed;
  if (fixed === undefined || !sameBytes(lowSDer(curve, fixed), signature)) return false;
  return verify('sha256', message, publicKey, signature);
}
