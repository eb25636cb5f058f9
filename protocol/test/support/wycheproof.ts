// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import {
  algorithms,
  decodeSignature,
  importSpki,
  toUtf8,
  verifySignature,
  type Algorithm,
  type SignatureBackend,
} from '@meterpki/protocol';
import { hex } from './bytes';

interface Test {
  readonly tcId: number;
  readonly msg: string;
  readonly sig: string;
  readonly result: string;
}

interface File {
  readonly numberOfTests: number;
  readonly testGroups: readonly { readonly publicKeyDer: string; readonly tests: readonly Test[] }[];
}

/** A vector file for a built-in algorithm. */
export interface VectorFile {
  readonly file: string;
  readonly algorithm: Algorithm;
  readonly encoding: 'der' | 'p1363';
}

/** The files for every built-in algorithm, by the names that Wycheproof gives them. */
export const vectorFiles: readonly VectorFile[] = algorithms.flatMap((algorithm) =>
  (['der', 'p1363'] as const).map((encoding) => ({
    file: `wycheproof/ecdsa_${algorithm.curve.name}_${algorithm.hash}${encoding === 'der' ? '' : '_p1363'}_test.json`,
    algorithm,
    encoding,
  })),
);

/** What the front end with a backend makes of a file. */
export interface Verdicts {
  readonly tests: number;
  /** Test numbers with another verdict than the file's. */
  readonly wrong: readonly number[];
  /** SHA-256 over all verdicts in order. */
  readonly digest: string;
}

/** Runs a vector file: strict import, strict decoding, verification. */
export function verdictsOn(
  text: string,
  { algorithm, encoding }: VectorFile,
  backend: SignatureBackend,
): Verdicts {
  const { testGroups, numberOfTests } = JSON.parse(text) as File;
  const wrong: number[] = [];
  const digest = createHash('sha256');
  let tests = 0;
  for (const group of testGroups) {
    const key = importSpki(hex(group.publicKeyDer), backend);
    for (const test of group.tests) {
      const fixed = decodeSignature(hex(test.sig), [encoding], algorithm.curve)?.fixed;
      const good =
        key !== undefined &&
        fixed !== undefined &&
        verifySignature(algorithm, key, hex(test.msg), fixed, backend);
      digest.update(toUtf8(`${test.tcId} ${String(good)}\n`));
      if (good !== (test.result === 'valid')) wrong.push(test.tcId);
      tests++;
    }
  }
  if (tests !== numberOfTests) throw new Error(`the file says ${numberOfTests} tests and holds ${tests}`);
  return { tests, wrong, digest: digest.digest('hex') };
}
