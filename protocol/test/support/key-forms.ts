// SPDX-License-Identifier: Apache-2.0
import { concat, toBase64, toHex, type Curve } from '@meterpki/protocol';
import { compressedKey } from './hostile-keys';

/** A text in pieces of this size. */
export const groups = (text: string, size: number, by: string): string =>
  (text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(by);

/** Base64 of a text. */
export const base64Text = (text: string): string => Buffer.from(text).toString('base64');

/** Bytes under a label (RFC 7468). */
export const pemBlock = (label: string, bytes: Uint8Array): string =>
  [`-----BEGIN ${label}-----`, groups(toBase64(bytes), 64, '\n'), `-----END ${label}-----`].join('\n');

/** A DER element with a length in the shortest form. */
function element(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const whole = concat(...content);
  const length = whole.length < 128 ? [whole.length] : [0x82, whole.length >> 8, whole.length & 255];
  return concat(Uint8Array.of(tag, ...length), whole);
}

/** A certificate (RFC 5280) around a key: names, times and signature are made up, nobody reads them here. */
export function certificateAround(spki: Uint8Array): Uint8Array {
  const algorithm = element(0x30, element(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
  const commonName = element(0x30, element(0x06, Buffer.of(0x55, 4, 3)), element(0x0c, Buffer.from('meter')));
  const name = element(0x30, element(0x31, commonName));
  const time = element(0x17, Buffer.from('260101000000Z'));
  const version = element(0xa0, element(0x02, Buffer.of(2)));
  const serial = element(0x02, Buffer.of(1));
  const tbs = element(0x30, version, serial, algorithm, name, element(0x30, time, time), name, spki);
  return element(0x30, tbs, algorithm, element(0x03, Buffer.of(0, 0x30, 0)));
}

function webKey({ length, jwk }: Curve, spki: Uint8Array): object {
  const part = (start: number, end?: number): string =>
    Buffer.from(spki.subarray(start, end)).toString('base64url');
  return { kty: 'EC', crv: jwk[0], x: part(-2 * length, -length), y: part(-length), use: 'sig' };
}

/** A key in every form that names its curve or shows it by Y: the form's name, and the text. */
export function keyForms(curve: Curve, spki: Uint8Array): Record<string, string> {
  const point = spki.subarray(-(1 + 2 * curve.length));
  const compressed = compressedKey(curve, spki);
  const certificate = certificateAround(spki);
  const oca = `oca:base16:asn1:${toHex(spki)}`;
  return {
    'SubjectPublicKeyInfo, PEM': `\n ${pemBlock('PUBLIC KEY', spki).replaceAll('\n', '\r\n')}\r\n`,
    'SubjectPublicKeyInfo, hex': groups(toHex(spki).toUpperCase(), 4, ' '),
    'SubjectPublicKeyInfo, base64': groups(toBase64(spki), 64, '\r\n').replace(/=+$/, ''),
    'SubjectPublicKeyInfo, oca:base16:asn1': oca,
    'SubjectPublicKeyInfo, oca:base64:asn1': `oca:base64:asn1:${toBase64(spki)}`,
    'SubjectPublicKeyInfo, oca:base16:asn1, in base64': base64Text(oca),
    'SubjectPublicKeyInfo, hex, in base64': base64Text(toHex(spki)),
    'SubjectPublicKeyInfo, PEM, in base64': base64Text(pemBlock('PUBLIC KEY', spki)),
    'SubjectPublicKeyInfo, hex, in JSON': JSON.stringify({ UK: toHex(spki) }),
    'SubjectPublicKeyInfo, hex, in JSON, in base64': base64Text(JSON.stringify({ UK: toHex(spki) })),
    'SubjectPublicKeyInfo with a compressed point, PEM': pemBlock('PUBLIC KEY', compressed),
    'SubjectPublicKeyInfo with a compressed point, hex': groups(toHex(compressed), 2, ':'),
    'X.509 certificate, PEM': pemBlock('CERTIFICATE', certificate),
    'X.509 certificate, hex': toHex(certificate),
    'X.509 certificate, base64': toBase64(certificateAround(compressed)),
    'uncompressed point, hex': groups(toHex(point), 2, '\n'),
    'uncompressed point, base64': toBase64(point),
    'bare coordinates X and Y, hex': toHex(point.subarray(1)),
    'bare coordinates X and Y, base64': toBase64(point.subarray(1)),
    'JSON web key': JSON.stringify(webKey(curve, spki), null, 2),
    'JSON web key, in base64': base64Text(JSON.stringify(webKey(curve, spki))),
  };
}

/** A key as a point that names no curve. */
export function ambiguousForms(curve: Curve, spki: Uint8Array): Record<string, string> {
  const point = compressedKey(curve, spki).subarray(-(1 + curve.length));
  return {
    'compressed point, hex': toHex(point),
    'compressed point, base64': toBase64(point),
  };
}
