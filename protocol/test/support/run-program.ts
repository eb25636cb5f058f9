// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** How a program ended: its exit code, or null with the signal that ended it. */
export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
}

/** Runs a compiled program of this folder as a process of its own. */
export function runProgram(name: string, words: readonly string[] = []): Ending {
  const program = join(__dirname, `${name}.js`);
  const { status, signal, stdout } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
  return { code: status, signal, out: stdout };
}
