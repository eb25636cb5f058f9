// SPDX-License-Identifier: Apache-2.0
import { createHash, sign, verify, type KeyObject } from 'node:crypto';
import { decodeSignature, type Curve } from '@meterpki/protocol';
import { ClientError, clientError } from '../errors';
import { identityCurves, lowSDer } from './low-s';

/** Signs a whole message; SHA-256 is taken inside. */
export type MessageSigner = (message: Uint8Array) => Promise<Uint8Array>;

/**
 * Signs a SHA-256 digest of 32 bytes with ECDSA: a token, a key service, anything that does not hand its key out. The
 * signature may be ECDSA-Sig-Value in DER or r and s of fixed length, with any s.
 */
export type DigestSigner = (digest: Uint8Array) => Promise<Uint8Array>;

/** @throws {@link ClientError} `IDENTITY_UNSUPPORTED` for a key that is not on P-256 or P-384 */
function curveOf(key: KeyObject): Curve {
  const name = key.asymmetricKeyDetails?.namedCurve;
  const curve = identityCurves.find(({ openssl }) => openssl === name);
  if (curve === undefined) throw clientError('IDENTITY_UNSUPPORTED', name ?? key.asymmetricKeyType ?? '');
  return curve;
}

/**
 * A signer on OpenSSL for fabric-gateway with `hash: hash.none`: ECDSA over SHA-256, DER with low s. It takes
 * a fifteenth of the time of the library's own signer.
 * @throws {@link ClientError} `IDENTITY_UNSUPPORTED` for a key that is not on P-256 or P-384
 */
export function newSigner(privateKey: KeyObject): MessageSigner {
  const curve = curveOf(privateKey);
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return (message) => Promise.resolve(lowSDer(curve, sign('sha256', message, key)));
}

async function signedBy(signDigest: DigestSigner, digest: Uint8Array): Promise<Uint8Array> {
  try {
    return await signDigest(digest);
  } catch (cause) {
    if (cause instanceof ClientError) throw cause;
    const text = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : '';
    throw clientError('SIGNING_FAILED', text, { cause });
  }
}

/**
 * Makes a signer of one that does not hand its key out. Every signature is checked before it leaves, since peers say
 * only that they do not know the caller.
 * @param publicKey - of the certificate that the calls are made with
 * @returns a signer that fails with `KEY_MISMATCH` where a signature is not by that key, and with `SIGNING_FAILED`
 * where there is none
 * @throws {@link ClientError} `IDENTITY_UNSUPPORTED` for a key that is not on P-256 or P-384
 */
export function signingWith(signDigest: DigestSigner, publicKey: KeyObject): MessageSigner {
  const curve = curveOf(publicKey);
  return async (message) => {
    const signature = await signedBy(signDigest, createHash('sha256').update(message).digest());
    const decoded = decodeSignature(signature, ['der', 'p1363'], curve);
    const der = decoded === undefined ? undefined : lowSDer(curve, decoded.fixed);
    if (der !== undefined && verify('sha256', message, publicKey, der)) return der;
    throw clientError('KEY_MISMATCH', 'the signer gave no signature by the key of the certificate');
  };
}
