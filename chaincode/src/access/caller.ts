// SPDX-License-Identifier: Apache-2.0
import { certificateNames, fromBase64, Recent, refusal, type CertificateNames } from '@meterpki/protocol';
import type { Context } from 'fabric-contract-api';

/** A certificate takes about a kilobyte. */
const MAX_KNOWN_CALLERS = 1000;

/** Who signed the proposal. */
export interface Caller {
  readonly mspId: string;
  /** Digests of subject and issuer; the shim's own text of a name is ambiguous. */
  readonly identity: string;
  /** NodeOU attributes of the subject, each exactly as it stands. */
  readonly units: readonly string[];
}

/** Names of those who called last, by their certificates: a service calls thousands of times with the same one. */
const callers = new Recent<CertificateNames>(MAX_KNOWN_CALLERS);

/**
 * Reads the caller from the certificate in the proposal. The peer has checked certificate and signature.
 * @throws Refusal ACCESS_DENIED for an identity that is not exactly one X.509 certificate in PEM
 */
export function callerOf(context: Context): Caller {
  const { mspid, idBytes } = context.stub.getCreator();
  const pem = Buffer.from(idBytes).toString('latin1');
  const names = callers.of(pem, () => certificateNames(derOf(pem)));
  if (names === undefined)
    throw refusal(
      'ACCESS_DENIED',
      'caller',
      'must be identified by one X.509 certificate in PEM, nothing around it',
    );
  return { mspId: mspid, identity: names.identity, units: names.organizationalUnits };
}

/**
 * Exactly one certificate and nothing around it. A peer takes the first block of whatever type and ignores what
 * follows; OpenSSL takes the first block called CERTIFICATE. With two blocks the peer would check one identity
 * and the rules would see another.
 */
const ONE_CERTIFICATE = /^-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END CERTIFICATE-----\s*$/;

/** DER of the one certificate, or no bytes where the text is anything else. */
function derOf(pem: string): Uint8Array {
  const [, body = ''] = ONE_CERTIFICATE.exec(pem) ?? [];
  return fromBase64(body.replace(/[\r\n]/g, '')) ?? new Uint8Array();
}
