// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Algorithm } from './algorithms';
import { Recent } from '../encoding/recent';
import type { SignatureBackend } from './backend';

/** Keys of as many meters as a large institute checks at a time; on P-256 one takes 2.5 kB, so all of them 125 MB. */
export const MAX_CACHED_KEYS = 50_000;

const parsed = new Recent<KeyObject>(MAX_CACHED_KEYS);

const parse = (spki: Uint8Array): KeyObject | undefined =>
  parsed.of(spki, () => {
    try {
      return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    } catch {
      return undefined;
    }
  });

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
