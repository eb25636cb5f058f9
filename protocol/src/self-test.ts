// SPDX-License-Identifier: Apache-2.0
import { algorithms, type Algorithm } from './algorithm/algorithms';
import type { SignatureBackend } from './algorithm/backend';
import { nodeBackend } from './algorithm/node-backend';
import { fromHex, toUtf8 } from './encoding/bytes';
import { importSpki } from './key/spki';
import { knownAnswers } from './known-answers';
import { verifySignature } from './signature/verify';

/** SPKI of the point at infinity on P-256: it makes some OpenSSL versions abort once they look at it. */
const INFINITY = '3019301306072a8648ce3d020106082a8648ce3d030107030200' + '00';

function passes(algorithm: Algorithm, backend: SignatureBackend): boolean {
  const answer = knownAnswers[algorithm.id];
  const spki = fromHex(answer?.spki ?? '');
  const signature = fromHex(answer?.signature ?? '');
  const key = spki === undefined ? undefined : importSpki(spki, backend);
  if (answer === undefined || key === undefined || signature === undefined) return false;
  const message = toUtf8(answer.message);
  const altered = toUtf8(`${answer.message}.`);
  const good = verifySignature(algorithm, key, message, signature, backend);
  return good && !verifySignature(algorithm, key, altered, signature, backend);
}

/**
 * Known-answer test of every built-in algorithm: one good signature, one over an altered message, and a key
 * that must be refused. Run before anything is served.
 * @returns identifiers of the algorithms that fail; empty when all is well
 */
export function selfTest(backend: SignatureBackend = nodeBackend): string[] {
  const failed = algorithms.filter((row) => !passes(row, backend)).map(({ id }) => id);
  const infinity = fromHex(INFINITY);
  if (infinity === undefined || importSpki(infinity, backend) !== undefined) failed.push('point-at-infinity');
  return failed;
}
