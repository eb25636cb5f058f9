// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'meterpki-sim.js');

/** What a run of the program left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `meterpki-sim` as a process of its own. */
export function runCli(words: readonly string[], input = ''): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...words], {
    input,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}
