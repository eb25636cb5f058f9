// SPDX-License-Identifier: Apache-2.0
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

import { DevledgerError, messageOf } from '../errors.js';

/**
 * Makes a folder that only the owner may enter, with its parents.
 *
 * @throws {@link DevledgerError} `STORAGE_FAILED`
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new DevledgerError('STORAGE_FAILED', `${folder} cannot be made: ${messageOf(error)}`);
  }
}

/**
 * Writes a file that only the owner may read, so that it is there whole or not at all, also after a power failure.
 *
 * @throws {@link DevledgerError} `STORAGE_FAILED`
 */
export function writeWhole(file: string, content: string): void {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    const handle = openSync(unfinished, 'w', 0o600);
    try {
      writeSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(unfinished, file);
    syncFolder(path.dirname(file));
  } catch (error) {
    throw new DevledgerError('STORAGE_FAILED', `${file} cannot be written: ${messageOf(error)}`);
  }
}

/** Makes the names in a folder survive a power failure. Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The JSON text that all files of the directory use. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
