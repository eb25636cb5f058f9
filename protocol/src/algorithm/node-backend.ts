// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Algorithm } from './algorithms';
import type { SignatureBackend } from './backend';

/** Keys of as many meters as a large institute checks at a time; on P-256 one takes 2.5 kB, so all of them 125 MB. */
const MAX_CACHED_KEYS = 50_000;

/** Parsed keys by their bytes, the oldest dropped first; it saves time and never changes an answer. */
const parsed = new Map<string, KeyObject>();

function parse(spki: Uint8Array): KeyObject | undefined {
  const name = Buffer.from(spki.buffer, spki.byteOffset, spki.byteLength).toString('latin1');
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

const keyIn = (key: KeyObject): { key: KeyObject; dsaEncoding: 'ieee-p1363' } => ({
  key,
  dsaEncoding: 'ieee-p1363',
});

/** The backend that decides on the ledger: OpenSSL through node:crypto. */
export const nodeBackend: SignatureBackend = {
  isOnCurve: (_curve, spki) => parse(spki) !== undefined,
  verify(algorithm: Algorithm, spki, message, signature) {
    const key = parse(spki);
    return key !== undefined && verify(algorithm.hash, message, keyIn(key), signature);
  },
  verifyLater(algorithm: Algorithm, spki, message, signature) {
    const key = parse(spki);
    if (key === undefined) return Promise.resolve(false);
    return new Promise((resolve, reject) => {
      verify(algorithm.hash, message, keyIn(key), signature, (error, good) => {
        if (error === null) resolve(good);
        else reject(error);
      });
    });
  },
};
