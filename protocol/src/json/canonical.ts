// SPDX-License-Identifier: Apache-2.0
import canonicalize from 'canonicalize';
import { sha256Hex } from '../encoding/hash';
import { toUtf8 } from '../encoding/bytes';

/**
 * Canonical JSON (RFC 8785): the one text of a value, so that every peer writes and hashes the same bytes.
 * @throws TypeError for a value that JSON cannot hold, a programming error
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}

/** SHA-256 over the canonical JSON, as hex. */
export const canonicalHash = (value: unknown): string => sha256Hex(toUtf8(canonicalJson(value)));
