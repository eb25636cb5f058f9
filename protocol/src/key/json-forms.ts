// SPDX-License-Identifier: Apache-2.0
import { allCurves, type Curve } from '../algorithm/curves';
import { concat, fromBase64Url } from '../encoding/bytes';
import { isObject, readJson, type JsonObject, type JsonValue } from '../json/read';
import type { ShapeResult } from './shape';
import { importSpki, spkiAround, type PublicKey } from './spki';

/** What a JSON text holds: a key, the text of one, or undefined for neither. */
export type JsonForm =
  | { readonly kind: 'key'; readonly result: Exclude<ShapeResult, undefined>; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** Members that only private or secret keys have (RFC 7518 section 6), and that of a simulated meter's key file. */
const PRIVATE_MEMBERS = ['d', 'k', 'privateKey'] as const;

/** A coordinate of a JSON web key: base64url of exactly the curve's length (RFC 7518 section 6.2.1.2). */
function coordinate(value: JsonValue | undefined, { length }: Curve): Uint8Array | undefined {
  if (typeof value !== 'string') return undefined;
  const bytes = fromBase64Url(value);
  return bytes?.length === length ? bytes : undefined;
}

/** A JSON web key (RFC 7517) without its private member. */
function webKey({ kty, crv, x, y }: JsonObject): ShapeResult {
  if (typeof kty !== 'string') return undefined;
  const curve = allCurves.find(({ jwk }) => typeof crv === 'string' && jwk.includes(crv));
  if (kty !== 'EC' || curve === undefined) return 'unsupported';
  const [left, right] = [coordinate(x, curve), coordinate(y, curve)];
  if (left === undefined || right === undefined) return undefined;
  const key = importSpki(spkiAround(curve, concat(left, right)));
  return key === undefined ? undefined : [key];
}

const isPrivate = (value: JsonObject): boolean =>
  PRIVATE_MEMBERS.some((member) => Object.hasOwn(value, member));

/** The key of a JSON web key (RFC 7517), or undefined for anything else, private keys among them. */
export function publicWebKey(value: JsonObject): PublicKey | undefined {
  const read = isPrivate(value) ? undefined : webKey(value);
  return Array.isArray(read) ? (read as readonly PublicKey[])[0] : undefined;
}

/**
 * Reads a key out of a JSON object: a JSON web key, or `{"UK": "3059…"}` as stations hand out through OCPP.
 * @returns undefined for any other text
 */
export function readJsonForm(text: string): JsonForm | undefined {
  const value = readJson(text);
  if (!isObject(value)) return undefined;
  if (isPrivate(value)) return { kind: 'key', result: 'private', name: '' };
  if (typeof value.UK === 'string') return { kind: 'text', text: value.UK };
  const result = webKey(value);
  return result === undefined ? undefined : { kind: 'key', result, name: 'JSON web key' };
}
