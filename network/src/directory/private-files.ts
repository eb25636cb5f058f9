// SPDX-License-Identifier: Apache-2.0
import {
  appendFileSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { messageOf, NetworkError } from '../errors.js';

/** The step that helps against every failure of the file system. */
const NEXT = 'Look for free room (df -h) and for the rights of the folder, then run the command again.';

const storageError = (what: string, cause: unknown): NetworkError =>
  new NetworkError('STORAGE_FAILED', `${what}: ${messageOf(cause)}`, { next: NEXT, cause });

/**
 * Makes a folder that only the owner may enter, with the folders above it.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export function makePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw storageError(`${folder} cannot be made`, error);
  }
}

/**
 * Writes a file that only the owner may read; it is there whole or not at all. Its folder is made where it is missing.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export function writePrivate(file: string, content: string | Uint8Array): void {
  makePrivateFolder(path.dirname(file));
  const unfinished = `${file}.${process.pid}.new`;
  try {
    const handle = openSync(unfinished, 'w', 0o600);
    try {
      // Unlike writeSync it goes on until all is written: a full disk may take a part first.
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw storageError(`${file} cannot be written`, error);
  }
}

/**
 * Adds text to a file that only the owner may read.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export function appendPrivate(file: string, text: string): void {
  try {
    appendFileSync(file, text, { mode: 0o600 });
  } catch (error) {
    throw storageError(`${file} cannot be written`, error);
  }
}

/** Writes plain data as JSON. */
export function writePrivateJson(file: string, value: unknown): void {
  writePrivate(file, `${JSON.stringify(value, null, 2)}\n`);
}

/**
 * Reads text that must be there.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw storageError(`${file} cannot be read`, error);
  }
}

/** The JSON in a file; undefined where there is no such file or no JSON in it. */
export function readJsonIfAny(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Deletes a folder with all that is in it.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    throw storageError(`${folder} cannot be deleted`, error);
  }
}
