// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'meterpki-client-'));
let files = 0;

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A path in a folder that goes with the test file. */
export const temporaryPath = (name: string): string => path.join(folder, name);

/** Writes a file there, 0600, under a name of its own unless given. */
export function temporaryFile(content: string | Uint8Array, name?: string): string {
  const file = temporaryPath(name ?? `file-${(files += 1)}`);
  writeFileSync(file, content, { mode: 0o600 });
  return file;
}
