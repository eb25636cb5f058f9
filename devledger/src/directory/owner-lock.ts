// SPDX-License-Identifier: Apache-2.0
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { DevledgerError, messageOf } from '../errors.js';
import { identifyProcess, isRunning, type ProcessIdentity } from './process-identity.js';

const LOCK_FILE = 'ledger.lock';

/** How often a lock left by a dead process is cleared away before giving up. */
const ATTEMPTS = 5;

/**
 * The process that owns a data directory now.
 *
 * @returns undefined where nobody does, also where a lock was left behind by a process that died
 */
export function directoryOwner(directory: string): ProcessIdentity | undefined {
  const text = lockText(path.join(directory, LOCK_FILE));
  const owner = text === undefined ? undefined : parseOwner(text);
  return owner !== undefined && isRunning(owner) ? owner : undefined;
}

/**
 * Makes this process the owner of a data directory. The lock is a file that names the process; one left by a process
 * that was killed is recognised and replaced.
 *
 * @returns gives the directory up
 * @throws {@link DevledgerError} `DIRECTORY_IN_USE` with the owner's process ID; `STORAGE_FAILED`
 */
export function lockDirectory(directory: string): () => void {
  const lock = path.join(directory, LOCK_FILE);
  const own = `${lock}.${process.pid}`;
  const text = JSON.stringify(identifyProcess(process.pid));
  try {
    writeFileSync(own, text, { mode: 0o600 });
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (tryLink(own, lock)) {
        return () => {
          release(lock, text);
        };
      }
      clearDeadLock(directory, lock);
    }
  } catch (error) {
    if (error instanceof DevledgerError) throw error;
    throw new DevledgerError('STORAGE_FAILED', `${directory} cannot be locked: ${messageOf(error)}`);
  } finally {
    rmSync(own, { force: true });
  }
  throw new DevledgerError('DIRECTORY_IN_USE', `${directory} is being taken by other processes`);
}

function tryLink(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead lock away. If another process replaced it in between, what was moved is theirs and goes back. */
function clearDeadLock(directory: string, lock: string): void {
  const text = lockText(lock);
  if (text === undefined) return;
  const owner = parseOwner(text);
  if (owner !== undefined && isRunning(owner)) {
    throw new DevledgerError(
      'DIRECTORY_IN_USE',
      `${directory} is in use by process ${owner.pid}; stop it first, or choose another directory`,
    );
  }
  const moved = `${lock}.dead.${process.pid}`;
  try {
    renameSync(lock, moved);
  } catch {
    return;
  }
  if (lockText(moved) !== text) tryLink(moved, lock);
  rmSync(moved, { force: true });
}

function release(lock: string, text: string): void {
  if (lockText(lock) === text) rmSync(lock, { force: true });
}

function lockText(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}

function parseOwner(text: string): ProcessIdentity | undefined {
  try {
    const { pid, started } = JSON.parse(text) as Partial<ProcessIdentity>;
    return typeof pid === 'number' && pid > 0 ? { pid, started: started ?? null } : undefined;
  } catch {
    return undefined;
  }
}
