// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A receipt of a real meter with its key, as in the vector file. */
export interface VectorLine {
  readonly note: string;
  readonly publicKey: string;
  readonly curve: string;
  readonly ocmf: string;
  readonly expectedValid: boolean;
}

/** Public test vectors are not part of the project; they lie next to the checkout. */
const FILE = join(__dirname, '..', '..', '..', '..', 'shared', 'vectors', 'ocmf.jsonl');

/** The lines of the vector file; none, and a word about it on stderr, where it is absent. */
export function vectorLines(): VectorLine[] {
  if (!existsSync(FILE)) {
    process.stderr.write('NOT TESTED: receipts of real meters: the vector file ocmf.jsonl is absent\n');
    return [];
  }
  const lines = readFileSync(FILE, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as VectorLine);
}
