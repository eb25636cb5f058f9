// SPDX-License-Identifier: Apache-2.0
import { fromBase64Url, fromUtf8, toUtf8 } from '../../encoding/bytes';
import { isObject, readJson, type JsonObject } from '../../json/read';
import { isMeterId } from '../../records/meter-id';
import { malformed, unsupported, type ReadReceipt, type ReceiptFormat } from '../receipt';
import { readClaims, type JwsClaims } from './claims';
import { readHeader, type JwsHeader } from './header';

/** Three parts; the payload is not detached. */
const COMPACT = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** The JSON object in a part, or undefined. */
function objectIn(part: string): JsonObject | undefined {
  const bytes = fromBase64Url(part);
  const text = bytes === undefined ? undefined : fromUtf8(bytes);
  const value = text === undefined ? undefined : readJson(text);
  return isObject(value) ? value : undefined;
}

/** A `kid` that is a meter ID names the meter where the claims do not. */
function meterIdOf({ keyId }: JwsHeader, { meterId }: JwsClaims): { meterId?: string } {
  if (meterId !== undefined) return { meterId };
  return keyId !== undefined && isMeterId(keyId) ? { meterId: keyId } : {};
}

/** The three parts of a compact JWS as they are written. */
type Parts = Readonly<Record<'header' | 'payload' | 'signature', string>>;

function partsOf(text: string): Parts {
  const [, header = '', payload = '', signature = ''] = COMPACT.exec(text.trim()) ?? [];
  return { header, payload, signature };
}

/** Somebody else's payload need not be JSON: the signature covers it all the same. */
const claimsIn = (payload: string): JwsClaims =>
  readClaims(objectIn(payload) ?? (Object.create(null) as JsonObject));

function receiptOf(known: JwsHeader, { header, payload }: Parts, signature: Uint8Array): ReadReceipt {
  const claims = claimsIn(payload);
  const { algorithm, embeddedKey } = known;
  return {
    kind: 'receipt',
    receipt: {
      format: 'jws',
      signedBytes: toUtf8(`${header}.${payload}`),
      signature,
      encodings: ['p1363'],
      algorithm,
      algorithmNamed: true,
      ...claims,
      ...meterIdOf(known, claims),
      ...(embeddedKey === undefined ? {} : { embeddedKey }),
    },
  };
}

function read(text: string): ReadReceipt {
  const parts = partsOf(text);
  const header = objectIn(parts.header);
  if (header === undefined) return malformed('a compact JWS has three parts, the first a JSON object');
  const known = readHeader(header);
  if (known === 'unsupported') return unsupported('JWS algorithm or extension that is not built in');
  const signature = fromBase64Url(parts.signature);
  if (known === 'malformed' || signature === undefined || fromBase64Url(parts.payload) === undefined) {
    return malformed('the parts of a JWS are base64url without padding, and its header names the algorithm');
  }
  return receiptOf(known, parts, signature);
}

const detect = (text: string): boolean => objectIn(partsOf(text).header)?.alg !== undefined;

/** JSON web signature, compact (RFC 7515 section 7.1), with ES256, ES384 (RFC 7518) or ES256K (RFC 8812). */
export const jws: ReceiptFormat = { name: 'jws', detect, read };
