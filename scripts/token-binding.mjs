// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, run } from './processes.mjs';

/** Where Debian and others put SoftHSM. */
const softTokens = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/local/lib/softhsm/libsofthsm2.so'];

const isBuilt = () => {
  try {
    createRequire(import.meta.url)('pkcs11js');
    return true;
  } catch {
    return false;
  }
};

/** Headers that came with this Node, so that the compiler needs no network. */
function ownHeaders() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include', 'node', 'node.h')) ? { npm_config_nodedir: prefix } : {};
}

/**
 * Where this machine has a token in software, builds the optional PKCS#11 binding, so that tests can use it. Where that
 * fails, for want of a compiler, the tests are skipped by name.
 */
export function buildTokenBinding() {
  if (!softTokens.some((file) => existsSync(file)) || isBuilt()) return;
  const env = { ...process.env, ...ownHeaders() };
  run('npm', ['rebuild', 'pkcs11js', '--ignore-scripts=false', '--loglevel=error'], {
    cwd: root,
    env,
    stdio: 'ignore',
  });
}
