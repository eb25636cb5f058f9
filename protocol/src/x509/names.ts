// SPDX-License-Identifier: Apache-2.0
import { toHex } from '../encoding/bytes';
import { derElements, type DerElement } from '../encoding/der';
import { sha256Hex } from '../encoding/hash';
import { certificateFields } from './fields';

/** An identity as the ledger knows it: digests, since texts of names can be made to look alike. */
export interface CertificateNames {
  /** SHA-256 of the DER subject and SHA-256 of the DER issuer, hex, joined with a hyphen. */
  readonly identity: string;
  /** Values of the organizationalUnitName attributes of the subject, each exactly as it stands. */
  readonly organizationalUnits: readonly string[];
}

/** id-at-organizationalUnitName (X.520), DER. */
const OU = '060355040b';

function unitsOf(subject: Uint8Array): string[] {
  const attributes = (derElements(subject) ?? []).flatMap(({ content }) => derElements(content) ?? []);
  return attributes.flatMap(({ content }) => {
    const [type, value] = derElements(content) ?? [];
    if (type === undefined || value === undefined || toHex(type.whole) !== OU) return [];
    return [Buffer.from(value.content).toString('utf8')];
  });
}

/**
 * Reads who a certificate (DER) speaks of. It does not check the certificate: peers did that.
 * @returns undefined where the bytes are no certificate
 */
export function certificateNames(certificate: Uint8Array): CertificateNames | undefined {
  const names = certificateFields(certificate);
  if (names === undefined) return undefined;
  const digest = ({ whole }: DerElement): string => sha256Hex(whole);
  return {
    identity: `${digest(names.subject)}-${digest(names.issuer)}`,
    organizationalUnits: unitsOf(names.subject.content),
  };
}
