// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, renameSync, statSync, truncateSync } from 'node:fs';

/** When a log is rotated, and how many old ones are kept. */
export interface Rotation {
  readonly mostBytes: number;
  readonly kept: number;
}

/** Keeps at most 5 times 20 MB of each node. */
export const ROTATION: Rotation = { mostBytes: 20_000_000, kept: 4 };

/**
 * Moves a log that has grown too large to `FILE.1`, older ones to `FILE.2` and so on; the oldest goes. Nodes keep the
 * file open and append, so its content is copied and cut off; lines written in between are lost.
 * @returns whether it was rotated
 */
export function rotateLog(file: string, { mostBytes, kept }: Rotation = ROTATION): boolean {
  if (sizeOf(file) <= mostBytes) return false;
  for (let number = kept - 1; number >= 1; number--)
    moveIfThere(`${file}.${number}`, `${file}.${number + 1}`);
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
  return true;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function moveIfThere(from: string, to: string): void {
  if (sizeOf(from) > 0) renameSync(from, to);
}
