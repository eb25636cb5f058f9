// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { inRepository } from '../../repository';
import type { Observations } from '../observation/observation';

/** What Fabric v3.1.5 answered. */
const FILE = inRepository('scenario', 'src', 'conformance', 'recorded', 'fabric-v3.1.5.json');

/** Reads what a real Fabric answered. */
export const readRecorded = (): Observations => JSON.parse(readFileSync(FILE, 'utf8')) as Observations;

/** Keeps what a real Fabric answered. */
export function writeRecorded(observations: Observations): void {
  writeFileSync(FILE, `${JSON.stringify(observations, null, 2)}\n`);
}
