// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Layout } from '../directory/layout.js';
import { readJsonIfAny } from '../directory/private-files.js';

/** Digits of a hash that the version of a definition repeats. */
const DIGITS = 32;

/** SHA-256 of the files that chaincode services run, as the version repeats them; null for one that is missing. */
export interface CodeHashes {
  readonly bundle: string | null;
  readonly genesis: string | null;
}

/** Hashes the files that the network runs as they are now. */
export function runningHashes({ chaincodeCode }: Layout): CodeHashes {
  const manifest = readJsonIfAny(path.join(chaincodeCode, 'package.json'));
  const main =
    typeof manifest === 'object' && manifest !== null && 'main' in manifest ? manifest.main : undefined;
  const bundle = typeof main === 'string' ? hashOf(path.join(chaincodeCode, main)) : null;
  return { bundle, genesis: hashOf(path.join(chaincodeCode, 'genesis.json')) };
}

function hashOf(file: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, DIGITS);
  } catch {
    return null;
  }
}
