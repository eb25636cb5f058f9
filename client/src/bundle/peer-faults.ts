// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { certificateNames } from '@meterpki/protocol';
import type { ClientErrorCode } from '../error-codes';
import { bareSerial, type TrustedMsp } from './trust';

/** What is wrong with a peer, with its code. */
export interface PeerFault {
  readonly code: ClientErrorCode;
  readonly text: string;
}

const MAX_DEPTH = 8;

/** True where one certificate was issued and signed by the other, an authority. */
const isIssuedBy = (certificate: X509Certificate, authority: X509Certificate): boolean =>
  authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);

/** The certificates from a peer's up to a root, or undefined where none leads there. */
function chainOf(
  certificate: X509Certificate,
  { roots, intermediates }: TrustedMsp,
  depth = 0,
): readonly X509Certificate[] | undefined {
  const root = roots.find((authority) => isIssuedBy(certificate, authority));
  if (root !== undefined) return [certificate, root];
  if (depth >= MAX_DEPTH) return undefined;
  for (const authority of intermediates) {
    if (!isIssuedBy(certificate, authority)) continue;
    const above = chainOf(authority, { roots, intermediates, revoked: new Set() }, depth + 1);
    if (above !== undefined) return [certificate, ...above];
  }
  return undefined;
}

const isValidAt = ({ validFrom, validTo }: X509Certificate, at: number): boolean =>
  Date.parse(validFrom) <= at && at <= Date.parse(validTo);

/**
 * What is wrong with a certificate of an institute, or undefined: chain to a root, validity, revocation.
 * @param at - milliseconds since 1970
 */
export function memberFault(
  certificate: X509Certificate,
  msp: TrustedMsp,
  at: number,
): PeerFault | undefined {
  const chain = chainOf(certificate, msp);
  if (chain === undefined || certificate.ca)
    return { code: 'BUNDLE_PEER_UNTRUSTED', text: 'no authority of its institute vouches for it' };
  if (!chain.every((link) => isValidAt(link, at)))
    return { code: 'BUNDLE_PEER_EXPIRED', text: 'its certificate was not valid at the time of the call' };
  return chain.some((link) => msp.revoked.has(bareSerial(link.serialNumber)))
    ? { code: 'BUNDLE_PEER_REVOKED', text: 'its institute revoked its certificate' }
    : undefined;
}

/**
 * What is wrong with a peer that signed, or undefined: chain to a root of its institute, validity, revocation, role
 * (the NodeOU attribute, compared letter for letter).
 * @param at - the time of the call, milliseconds since 1970
 */
export function peerFault(certificate: X509Certificate, msp: TrustedMsp, at: number): PeerFault | undefined {
  const units = certificateNames(certificate.raw)?.organizationalUnits ?? [];
  const fault = memberFault(certificate, msp, at);
  if (fault !== undefined || units.includes('peer')) return fault;
  return { code: 'BUNDLE_PEER_ROLE', text: 'it is no peer' };
}
