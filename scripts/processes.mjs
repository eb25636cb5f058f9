// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a program at the root with the caller's terminal; gives its exit code. */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
  if (error !== undefined) throw error;
  return status ?? 1;
}

/** Runs a script with this Node; relative paths among its arguments stay relative to where the caller stands. */
export const node = (args, options) => run(process.execPath, args, options);

/** Runs a script with this Node while others go on; gives its exit code and what it wrote, where that is not inherited. */
export const nodeAside = (args, options = {}) =>
  new Promise((resolved, rejected) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', rejected);
    child.once('close', (status) => resolved({ status: status ?? 1, output }));
  });

/** Runs a step that must succeed; ends everything where it does not. */
export function must(what, status) {
  if (status === 0) return;
  process.stderr.write(`meterpki: ${what} failed with exit code ${status}; see above.\n`);
  process.exit(1);
}
