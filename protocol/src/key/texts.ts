// SPDX-License-Identifier: Apache-2.0
import { looseBase64, looseHex } from '../encoding/loose';
import { bareCoordinates, compressedPoint, uncompressedPoint } from './points';
import { privateKey } from './private';
import type { KeyShape } from './shape';
import { certificate, compressedSpki, spki } from './spki-forms';

/** One way in which the world writes bytes as text. */
export interface KeyText {
  /** In words, for the report of what was found. */
  readonly name: string;
  readonly decode: (text: string) => Uint8Array | undefined;
  /** What the bytes may be, the most explicit first. */
  readonly shapes: readonly KeyShape[];
  /** True where the bytes may be a text again, such as base64 of hex. */
  readonly nests: boolean;
}

const infos = [privateKey, spki, compressedSpki];
const all = [...infos, certificate, uncompressedPoint, compressedPoint, bareCoordinates];

/** The only PEM block (RFC 7468) of a text, nothing around it but white space. */
const pem = (label: string, shapes: readonly KeyShape[]): KeyText => ({
  name: 'PEM',
  decode(text) {
    const block = new RegExp(`^-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----$`);
    const body = block.exec(text.trim())?.[1];
    return body === undefined ? undefined : looseBase64(body);
  },
  shapes,
  nests: false,
});

/** How the Open Charge Alliance writes keys in OCPP: encoding, format and value, with colons between. */
const oca = (encoding: string, decode: KeyText['decode']): KeyText => ({
  name: `oca:${encoding}:asn1`,
  decode(text) {
    const value = new RegExp(`^oca:${encoding}:asn1:([^:]+)$`, 'i').exec(text.trim())?.[1];
    return value === undefined ? undefined : decode(value);
  },
  shapes: infos,
  nests: false,
});

/** Every spelling, the one that can be mistaken least first. */
export const keyTexts: readonly KeyText[] = [
  pem('PUBLIC KEY', infos),
  pem('CERTIFICATE', [certificate]),
  oca('base16', looseHex),
  oca('base64', looseBase64),
  { name: 'hex', decode: looseHex, shapes: all, nests: true },
  { name: 'base64', decode: looseBase64, shapes: all, nests: true },
];
