// SPDX-License-Identifier: Apache-2.0
import { toHex } from '../encoding/bytes';
import type { KeyShape } from './shape';

/** True for a text with the label of a private key in PEM (RFC 7468) or in OpenSSH's form. */
export const hasPrivateLabel = (text: string): boolean => /PRIVATE KEY/i.test(text);

const HEADER = '^30(?:..|81..|82....)';
/** Version 0 or 1, then what follows it: an algorithm (PKCS #8), the key's octets (SEC 1), a long integer (RSA, DSA). */
const PLAIN = new RegExp(`${HEADER}0201(?:0[01]30|0104|00028[12])`);
/** PKCS #8 under a password (RFC 5958 section 3): it begins with one of the schemes of PKCS #5. */
const ENCRYPTED = new RegExp(`${HEADER}30(?:..|81..)0609(?:2a864886f70d0105)`);

/** PKCS #8 (RFC 5958), a bare EC private key (RFC 5915), or an RSA private key (RFC 8017), as DER. */
export const privateKey: KeyShape = {
  name: 'private key',
  read(bytes) {
    const head = toHex(bytes.subarray(0, 32));
    return PLAIN.test(head) || ENCRYPTED.test(head) ? 'private' : undefined;
  },
};
