// SPDX-License-Identifier: Apache-2.0
import { algorithmByJwsName, type Algorithm } from '../../algorithm/algorithms';
import { isObject, type JsonObject, type JsonValue } from '../../json/read';
import { publicWebKey } from '../../key/json-forms';

/** What a protected header says. */
export interface JwsHeader {
  readonly algorithm: Algorithm;
  /** `kid`, where it is a text. */
  readonly keyId?: string;
  /** Fingerprint of the key in `jwk`. */
  readonly embeddedKey?: string;
}

function embeddedKeyOf(jwk: JsonValue | undefined): Pick<JwsHeader, 'embeddedKey'> {
  const key = isObject(jwk) ? publicWebKey(jwk) : undefined;
  return key === undefined ? {} : { embeddedKey: key.fingerprint };
}

/**
 * Reads the protected header of a JWS (RFC 7515 section 4): `alg`, `kid`, `jwk`.
 * @returns `unsupported` for an algorithm that is not built in, and for any `crit`, since none of its extensions
 * is known here; `malformed` where `alg` is no text
 */
export function readHeader(header: JsonObject): JwsHeader | 'malformed' | 'unsupported' {
  const { alg, kid, jwk, crit } = header;
  if (typeof alg !== 'string') return 'malformed';
  const algorithm = algorithmByJwsName(alg);
  if (algorithm === undefined || crit !== undefined) return 'unsupported';
  return { algorithm, ...(typeof kid === 'string' ? { keyId: kid } : {}), ...embeddedKeyOf(jwk) };
}
