// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { certificateNames } from '@meterpki/protocol';
import { clientError } from '../errors';

/**
 * The identity by which the ledger knows the holder of a certificate: digests of subject and issuer.
 * @param pem - PEM text of one certificate
 * @throws {@link ClientError} `CERTIFICATE_INVALID`
 */
export function identityOf(pem: string): string {
  const names = certificateNames(derOf(pem));
  if (names === undefined) throw clientError('CERTIFICATE_INVALID');
  return names.identity;
}

function derOf(pem: string): Uint8Array {
  try {
    return new X509Certificate(pem).raw;
  } catch (cause) {
    throw clientError('CERTIFICATE_INVALID', '', { cause });
  }
}
