// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Algorithm } from './algorithms';
import type { SignatureBackend } from './backend';

/** A key as node:crypto takes it for signatures of fixed length (IEEE P1363). */
interface NodeKey {
  readonly key: KeyObject;
  readonly dsaEncoding: 'ieee-p1363';
}

/**
 * Keys by the bytes that the import keeps of them: its own copy, which nobody writes to and which is found without looking
 * at what it holds. Other bytes are parsed for each call.
 */
const parsed = new WeakMap<Uint8Array, NodeKey>();

function parse(spki: Uint8Array): NodeKey | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return { key, dsaEncoding: 'ieee-p1363' };
  } catch {
    return undefined;
  }
}

const keyOf = (spki: Uint8Array): NodeKey | undefined => parsed.get(spki) ?? parse(spki);

/** The backend that decides on the ledger: OpenSSL through node:crypto. */
export const nodeBackend: SignatureBackend = {
  isOnCurve(_curve, spki) {
    const key = parse(spki);
    if (key !== undefined) parsed.set(spki, key);
    return key !== undefined;
  },
  verify(algorithm: Algorithm, spki, message, signature) {
    const key = keyOf(spki);
    return key !== undefined && verify(algorithm.hash, message, key, signature);
  },
  verifyLater(algorithm: Algorithm, spki, message, signature) {
    const key = keyOf(spki);
    if (key === undefined) return Promise.resolve(false);
    return new Promise((resolve, reject) => {
      verify(algorithm.hash, message, key, signature, (error, good) => {
        if (error === null) resolve(good);
        else reject(error);
      });
    });
  },
};
