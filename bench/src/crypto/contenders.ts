// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify } from 'node:crypto';
import {
  algorithms,
  importSpki,
  isMatch,
  judge,
  matchReceipt,
  readReceipt,
  verifySignature,
} from '@meterpki/protocol';
import { ellipticBackend } from '@meterpki/simulator';
import type { Contender } from '../measure/interleaved';
import type { Sample } from './samples';

/** What is compared, per algorithm. */
export type ContenderName = 'bare' | 'cached' | 'imported' | 'parse' | 'check' | 'elliptic';

/** What each contender does, in words. */
export const contenderTexts: Readonly<Record<ContenderName, string>> = {
  bare: 'node:crypto alone, key parsed before',
  cached: 'verifySignature, key in the cache',
  imported: 'importSpki and verifySignature, as for every candidate key of a check',
  parse: 'readReceipt of an OCMF record',
  check: 'readReceipt, matchReceipt and judge: a whole check but for the state',
  elliptic: 'verifySignature with elliptic behind it',
};

/** Signatures are good in every contender; one that says otherwise would measure nothing. */
const must = (good: boolean): void => {
  if (!good) throw new Error('a good signature was refused');
};

/** The contenders for one record. */
export function contendersOf(sample: Sample): Readonly<Record<ContenderName, Contender>> {
  const { algorithm, key, receipt, signature, text, meter } = sample;
  const message = receipt.signedBytes;
  const parsed = createPublicKey({ key: Buffer.from(key.spki), format: 'der', type: 'spki' });
  const allowed = algorithms.map(({ id }) => id);
  return {
    bare: () => {
      must(verify(algorithm.hash, message, { key: parsed, dsaEncoding: 'ieee-p1363' }, signature));
    },
    cached: () => {
      must(verifySignature(algorithm, key, message, signature));
    },
    imported: () => {
      const again = importSpki(key.spki);
      must(again !== undefined && verifySignature(algorithm, again, message, signature));
    },
    parse: () => {
      must(readReceipt(text).kind === 'receipt');
    },
    check: () => {
      const match = matchReceipt({ read: readReceipt(text), meters: [meter], algorithms: allowed });
      must(isMatch(match) && judge(match).verdict === 'valid');
    },
    elliptic: () => {
      must(verifySignature(algorithm, key, message, signature, ellipticBackend));
    },
  };
}
