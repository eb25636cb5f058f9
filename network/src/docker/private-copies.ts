// SPDX-License-Identifier: Apache-2.0
import { lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { writePrivate } from '../directory/private-files.js';
import { messageOf, NetworkError } from '../errors.js';
import type { ContainerUser } from './container-user.js';

/**
 * Copies a file, or a folder with all that is in it; the copies are for their owner alone.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export function copyPrivate(from: string, to: string): void {
  const inside = namesIn(from);
  if (inside === undefined) writePrivate(to, contentOf(from));
  else for (const name of inside) copyPrivate(path.join(from, name), path.join(to, name));
}

/**
 * Gives a file or a folder to the user of the containers, where root runs this tool; anybody else is that user.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export function giveAway(place: string, user: ContainerUser): void {
  if (process.getuid?.() !== 0) return;
  try {
    lchownSync(place, user.uid, user.gid);
  } catch (error) {
    throw new NetworkError(
      'STORAGE_FAILED',
      `${place} cannot be given to the user ${user.uid}: ${messageOf(error)}`,
      {
        next: 'Name a directory on a file system that keeps owners with --dir.',
      },
    );
  }
  for (const name of namesIn(place) ?? []) giveAway(path.join(place, name), user);
}

/** What is in a folder; undefined for a file. */
const namesIn = (place: string): string[] | undefined =>
  readable(place, () => (statSync(place).isDirectory() ? readdirSync(place) : undefined));

const contentOf = (file: string): Buffer => readable(file, () => readFileSync(file));

function readable<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new NetworkError('STORAGE_FAILED', `${place} cannot be read: ${messageOf(error)}`, {
      next: 'Look for the rights of the folder, then run the command again.',
    });
  }
}
