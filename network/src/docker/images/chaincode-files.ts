// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Deployment } from '../../chaincode/deployment.js';
import { messageOf, NetworkError } from '../../errors.js';
import { IMAGES } from './files.js';

const execute = promisify(execFile);
const INSTALL_MILLISECONDS = 600_000;

/** Exactly what the shrinkwrap names, and no script of a package is run. */
const INSTALL = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];

/**
 * Fills the folder for the chaincode image: the staged package with its libraries, and the check of its hashes.
 * @throws {@link NetworkError} `BAD_DEPLOYMENT` where libraries cannot be installed, `STORAGE_FAILED`, `INTERRUPTED`
 */
export async function fillChaincode(
  folder: string,
  { directory }: Deployment,
  signal: AbortSignal | undefined,
): Promise<void> {
  const target = path.join(folder, 'chaincode');
  try {
    cpSync(directory, target, { recursive: true, dereference: true });
    copyFileSync(path.join(IMAGES, 'chaincode', 'check-hashes.js'), path.join(folder, 'check-hashes.js'));
  } catch (error) {
    throw new NetworkError('STORAGE_FAILED', `${directory} cannot be copied: ${messageOf(error)}`, {
      next: 'Look for free room (df -h) and for the rights of the folder, then run the command again.',
    });
  }
  if (existsSync(path.join(target, 'node_modules'))) return;
  await install(target, signal);
  // Links to programs of packages; nothing starts them.
  rmSync(path.join(target, 'node_modules', '.bin'), { recursive: true, force: true });
}

async function install(folder: string, signal: AbortSignal | undefined): Promise<void> {
  // npm tells its children which npm it is; as a program of its own it is on the PATH.
  const npm = process.env.npm_execpath;
  const [program, args] =
    npm?.endsWith('.js') === true ? [process.execPath, [npm, ...INSTALL]] : ['npm', INSTALL];
  try {
    await execute(program, args, {
      cwd: folder,
      timeout: INSTALL_MILLISECONDS,
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    throw new NetworkError(
      'BAD_DEPLOYMENT',
      `the libraries of the chaincode cannot be installed: ${messageOf(error)}`,
      {
        next: 'Let npm reach its registry, or install the libraries into the staged folder ("npm ci --omit=dev" there) beforehand.',
      },
    );
  }
}
