// SPDX-License-Identifier: Apache-2.0
import { toHex } from '../encoding/bytes';
import { sha256 } from '../encoding/hash';

interface Element {
  readonly tag: number;
  /** Content octets. */
  readonly content: Uint8Array;
  /** Header and content. */
  readonly whole: Uint8Array;
}

/** Length octets (X.690 section 8.1.3), definite form of at most four octets. */
function readLength(der: Uint8Array, at: number): { length: number; next: number } | undefined {
  const first = der[at];
  if (first === undefined) return undefined;
  if (first < 0x80) return { length: first, next: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + 1 + count > der.length) return undefined;
  return { length: parseInt(toHex(der.subarray(at + 1, at + 1 + count)), 16), next: at + 1 + count };
}

/** The elements that stand one after the other in `der`, or undefined where they do not fill it exactly. */
function elements(der: Uint8Array): Element[] | undefined {
  const found: Element[] = [];
  for (let at = 0; at < der.length;) {
    const size = readLength(der, at + 1);
    const end = size === undefined ? Infinity : size.next + size.length;
    if (size === undefined || end > der.length) return undefined;
    found.push({ tag: der[at] ?? 0, content: der.subarray(size.next, end), whole: der.subarray(at, end) });
    at = end;
  }
  return found;
}

const only = (der: Uint8Array): Uint8Array | undefined => {
  const found = elements(der);
  return found?.length === 1 ? found[0]?.content : undefined;
};

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
  const attributes = (elements(subject) ?? []).flatMap(({ content }) => elements(content) ?? []);
  return attributes.flatMap(({ content }) => {
    const [type, value] = elements(content) ?? [];
    if (type === undefined || value === undefined || toHex(type.whole) !== OU) return [];
    return [Buffer.from(value.content).toString('utf8')];
  });
}

/** Fields of TBSCertificate (RFC 5280 section 4.1) behind the optional version. */
function namesOf(certificate: Uint8Array): { issuer: Element; subject: Element } | undefined {
  const [tbs] = elements(only(certificate) ?? new Uint8Array()) ?? [];
  const fields = (tbs === undefined ? undefined : elements(tbs.content)) ?? [];
  const [, , issuer, , subject] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  return issuer === undefined || subject === undefined ? undefined : { issuer, subject };
}

/**
 * Reads who a certificate (DER) speaks of. It does not check the certificate: peers did that.
 * @returns undefined where the bytes are no certificate
 */
export function certificateNames(certificate: Uint8Array): CertificateNames | undefined {
  const names = namesOf(certificate);
  if (names === undefined) return undefined;
  const digest = ({ whole }: Element): string => toHex(sha256(whole));
  return {
    identity: `${digest(names.subject)}-${digest(names.issuer)}`,
    organizationalUnits: unitsOf(names.subject.content),
  };
}
