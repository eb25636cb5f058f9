// SPDX-License-Identifier: Apache-2.0
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Files in a folder, at any depth, that hold a private key. */
export function filesWithKeys(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => lstatSync(file).isFile() && readFileSync(file, 'latin1').includes('PRIVATE KEY-----'));
}

/** Those of files that somebody but their owner may read, or whose folder others may enter. */
export const openFiles = (files: readonly string[]): string[] =>
  files.filter((file) => ((lstatSync(file).mode | lstatSync(path.dirname(file)).mode) & 0o077) !== 0);
