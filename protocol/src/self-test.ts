// SPDX-License-Identifier: Apache-2.0
import { algorithms, type Algorithm } from './algorithm/algorithms';
import type { SignatureBackend } from './algorithm/backend';
import { allCurves, type Curve } from './algorithm/curves';
import { nodeBackend } from './algorithm/node-backend';
import { concat, fromHex, toUtf8 } from './encoding/bytes';
import { importSpki } from './key/spki';
import { knownAnswers } from './known-answers';
import { verifySignature } from './signature/verify';

/** SPKI of the point at infinity on a curve: it makes some OpenSSL versions abort once they look at it. */
function infinityOn({ spkiPrefix }: Curve): Uint8Array {
  const algorithm = spkiPrefix.subarray(2, -3);
  const point = Uint8Array.of(0x03, 2, 0, 0);
  return concat(Uint8Array.of(0x30, algorithm.length + point.length), algorithm, point);
}

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
 * Known-answer test of every built-in algorithm: one good signature, one over an altered message, and for every
 * curve a key that must be refused. Run before anything is served.
 * @returns identifiers of the algorithms that fail; empty when all is well
 */
export function selfTest(backend: SignatureBackend = nodeBackend): string[] {
  const failed = algorithms.filter((row) => !passes(row, backend)).map(({ id }) => id);
  const taken = allCurves.filter((curve) => importSpki(infinityOn(curve), backend) !== undefined);
  return [...failed, ...taken.map(({ name }) => `point-at-infinity on ${name}`)];
}
