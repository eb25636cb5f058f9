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

/** Wycheproof has no files for these. */
const MISSING = [
  'ecdsa_secp384r1_sha256_p1363_test.json',
  'ecdsa_brainpoolP384r1_sha256_test.json',
  'ecdsa_brainpoolP384r1_sha256_p1363_test.json',
];

const fileName = ({ curve, hash }: Algorithm, encoding: VectorFile['encoding']): string =>
  `ecdsa_${curve.name}_${hash}${encoding === 'der' ? '' : '_p1363'}_test.json`;

/** The files for every built-in algorithm, by the names that Wycheproof gives them, in the order of these names. */
export const vectorFiles: readonly VectorFile[] = algorithms
  .flatMap((algorithm) =>
    (['der', 'p1363'] as const).map((encoding) => ({
      file: fileName(algorithm, encoding),
      algorithm,
      encoding,
    })),
  )
  .filter(({ file }) => !MISSING.includes(file))
  .sort((a, b) => (a.file < b.file ? -1 : 1))
  .map((row) => ({ ...row, file: `wycheproof/${row.file}` }));

/** What the front end with a backend makes of a file. */
export interface Verdicts {
  readonly tests: number;
  /** Test numbers with another verdict than the file's. */
  readonly wrong: readonly number[];
  /** SHA-256 over all verdicts in order. */
  readonly digest: string;
}

/** Runs one test the way the contract checks a receipt: strict import, strict decoding, verification. */
function verdictOn(
  { algorithm, encoding }: VectorFile,
  publicKey: Uint8Array,
  { msg, sig }: Test,
  backend: SignatureBackend,
): boolean {
  const key = importSpki(publicKey, backend);
  const fixed = decodeSignature(hex(sig), [encoding], algorithm.curve)?.fixed;
  return (
    key !== undefined && fixed !== undefined && verifySignature(algorithm, key, hex(msg), fixed, backend)
  );
}

/**
 * Runs a vector file.
 * @param every - 1 for all tests, more for a sample: the tests whose number it divides
 */
export function verdictsOn(text: string, row: VectorFile, backend: SignatureBackend, every = 1): Verdicts {
  const { testGroups, numberOfTests } = JSON.parse(text) as File;
  const all = testGroups.flatMap(({ publicKeyDer, tests }) =>
    tests.map((test) => ({ test, key: hex(publicKeyDer) })),
  );
  if (all.length !== numberOfTests)
    throw new Error(`the file says ${numberOfTests} tests and holds ${all.length}`);
  const wrong: number[] = [];
  const digest = createHash('sha256');
  const run = all.filter(({ test }) => test.tcId % every === 0);
  for (const { test, key } of run) {
    const good = verdictOn(row, key, test, backend);
    digest.update(toUtf8(`${test.tcId} ${String(good)}\n`));
    if (good !== (test.result === 'valid')) wrong.push(test.tcId);
  }
  return { tests: run.length, wrong, digest: digest.digest('hex') };
}

/** One digest over the verdicts on several files. */
export const digestOver = (verdicts: readonly Verdicts[]): string =>
  createHash('sha256')
    .update(verdicts.map(({ digest }) => `${digest}\n`).join(''))
    .digest('hex');
