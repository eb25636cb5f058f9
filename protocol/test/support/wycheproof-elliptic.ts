// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { ellipticBackend } from '@meterpki/simulator';
import { vectorFiles, verdictsOn } from './wycheproof';

// A program of its own: big-number arithmetic is many times slower inside the test runner's sandbox.
const [, , path = '', name, every] = process.argv;
const file = vectorFiles.find((row) => row.file === name);
if (file === undefined) throw new Error('give the path and the name of a vector file');
process.stdout.write(
  JSON.stringify(verdictsOn(readFileSync(path, 'utf8'), file, ellipticBackend, Number(every))),
);
