// SPDX-License-Identifier: Apache-2.0
import { derElements, type DerElement } from '../encoding/der';

/** The fields of a certificate that are read here. */
export interface CertificateFields {
  readonly issuer: DerElement;
  readonly subject: DerElement;
  /** SubjectPublicKeyInfo; absent where the certificate ends before it. */
  readonly publicKey?: DerElement;
}

const only = (der: Uint8Array): Uint8Array | undefined => {
  const found = derElements(der);
  return found?.length === 1 ? found[0]?.content : undefined;
};

/** The optional version in front of the other fields: context tag 0. */
const VERSION = 0xa0;

/** Fields of TBSCertificate (RFC 5280 section 4.1), or undefined where the bytes (DER) are no certificate. */
export function certificateFields(certificate: Uint8Array): CertificateFields | undefined {
  const [tbs] = derElements(only(certificate) ?? new Uint8Array()) ?? [];
  const fields = (tbs === undefined ? undefined : derElements(tbs.content)) ?? [];
  const [, , issuer, , subject, publicKey] = fields[0]?.tag === VERSION ? fields.slice(1) : fields;
  if (issuer === undefined || subject === undefined) return undefined;
  return { issuer, subject, ...(publicKey === undefined ? {} : { publicKey }) };
}
