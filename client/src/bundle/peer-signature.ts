// SPDX-License-Identifier: Apache-2.0
import { verify, type X509Certificate } from 'node:crypto';
import { convertKey, decodeSignature, sameBytes, type Curve } from '@meterpki/protocol';
import { identityCurves, lowSDer } from '../identity/low-s';

/** The curve of the certificate's key by the strict import: OpenSSL aborts the process on some keys that it parses. */
function curveOf(certificate: X509Certificate): Curve | undefined {
  const found = convertKey(certificate.toString());
  return found.kind === 'key' ? identityCurves.find((curve) => curve === found.key.curve) : undefined;
}

/**
 * True where the certificate's key signed the message, in the one form that Fabric writes: strict DER with the smaller
 * s. Of any other form anybody could make a second text of the same bundle.
 */
export function isSignedBy(
  certificate: X509Certificate,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const curve = curveOf(certificate);
  if (curve === undefined) return false;
  const fixed = decodeSignature(signature, ['der'], curve)?.fixed;
  if (fixed === undefined || !sameBytes(lowSDer(curve, fixed), signature)) return false;
  return verify('sha256', message, certificate.publicKey, signature);
}
