// SPDX-License-Identifier: Apache-2.0
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

const SECTOR = 512;

/** Bytes that a file or folder takes on the disk; 0 where there is none. Files that go meanwhile do not count. */
export async function diskUse(place: string): Promise<number> {
  try {
    const found = await lstat(place);
    const own = found.blocks * SECTOR;
    if (!found.isDirectory()) return own;
    const inside = await Promise.all((await readdir(place)).map((name) => diskUse(path.join(place, name))));
    return inside.reduce((sum, bytes) => sum + bytes, own);
  } catch {
    return 0;
  }
}
