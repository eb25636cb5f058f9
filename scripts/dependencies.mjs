// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, root, run } from './processes.mjs';

const stamp = join(root, 'node_modules', '.meterpki-installed');

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/**
 * Installs exactly what the lock file says, once per lock file. Scripts of dependencies stay off: none is
 * needed, and the optional one for hardware tokens would want a compiler.
 */
export function ensureDependencies() {
  const wanted = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('meterpki: installing dependencies (npm ci), once\n');
  const shell = process.platform === 'win32';
  const quiet = ['ignore', process.stderr, process.stderr];
  must(
    'npm ci',
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      shell,
      stdio: quiet,
    }),
  );
  writeFileSync(stamp, wanted);
}
