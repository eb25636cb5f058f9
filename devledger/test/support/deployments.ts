// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { DEPLOYMENT } from './ledger.js';

/** Writes a deployment of the fixture with some members changed; undefined takes a member away. */
export function deploymentWith(file: string, changes: Readonly<Record<string, unknown>>): string {
  const original = JSON.parse(readFileSync(DEPLOYMENT, 'utf8')) as Record<string, unknown>;
  const directory = path.join(path.dirname(DEPLOYMENT), 'chaincode');
  writeFileSync(file, JSON.stringify({ ...original, directory, ...changes }));
  return file;
}
