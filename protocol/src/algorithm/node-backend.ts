// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { toHex } from '../encoding/bytes';
import type { Algorithm } from './algorithms';
import type { SignatureBackend } from './backend';

const MAX_CACHED_KEYS = 20_000;

/** Parsed keys by their bytes, the oldest dropped first; it saves time and never changes an answer. */
const parsed = new Map<string, KeyObject>();

function parse(spki: Uint8Array): KeyObject | undefined {
  const name = toHex(spki);
  const known = parsed.get(name);
  if (known !== undefined) return known;
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    const oldest = parsed.size >= MAX_CACHED_KEYS ? parsed.keys().next().value : undefined;
    if (oldest !== undefined) parsed.delete(oldest);
    parsed.set(name, key);
    return key;
  } catch {
    return undefined;
  }
}

/** The backend that decides on the ledger: OpenSSL through node:crypto. */
export const nodeBackend: SignatureBackend = {
  isOnCurve: (_curve, spki) => parse(spki) !== undefined,
  verify(algorithm: Algorithm, spki, message, signature) {
    const key = parse(spki);
    if (key === undefined) return false;
    return verify(algorithm.hash, message, { key, dsaEncoding: 'ieee-p1363' }, signature);
  },
};
