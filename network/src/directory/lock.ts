// SPDX-License-Identifier: Apache-2.0
import { linkSync, renameSync, rmSync } from 'node:fs';
import { messageOf, NetworkError, systemCode } from '../errors.js';
import { identify, isAlive, type ProcessIdentity } from '../processes/identity.js';
import type { Layout } from './layout.js';
import { readJsonIfAny, writePrivateJson } from './private-files.js';

/** Who holds a lock, and for what. */
interface Holder extends ProcessIdentity {
  readonly command: string;
}

const ATTEMPTS = 3;

/**
 * Keeps other commands from changing the network while one does. A lock whose process died does not count.
 * @param command - what the holder does, for the text that others get
 * @returns gives the lock back; may be called again
 * @throws {@link NetworkError} `NETWORK_BUSY`, `STORAGE_FAILED`
 */
export function lockNetwork(layout: Layout, command: string): () => void {
  const own = `${layout.lock}.${process.pid}`;
  writePrivateJson(own, { ...identify(process.pid), command });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (isLinked(own, layout.lock)) return releaseOnce(layout.lock);
      clearDead(layout.lock, refuseHolder(layout));
    }
  } finally {
    rmSync(own, { force: true });
  }
  throw busy(layout, 'another command');
}

/**
 * The same for a command that gives room back: on a full disk, where no lock can be written, it goes on without one
 * unless another command runs.
 * @throws {@link NetworkError} `NETWORK_BUSY`
 */
export function lockToClear(layout: Layout, command: string): () => void {
  try {
    return lockNetwork(layout, command);
  } catch (error) {
    if (!(error instanceof NetworkError) || error.code !== 'STORAGE_FAILED') throw error;
    clearDead(layout.lock, refuseHolder(layout));
    return () => undefined;
  }
}

function refuseHolder(layout: Layout): Holder | undefined {
  const other = holderOf(layout.lock);
  if (other === undefined || !isAlive(other)) return other;
  throw busy(layout, `"network ${other.command}" (process ${other.pid})`);
}

function busy({ root }: Layout, who: string): NetworkError {
  return new NetworkError('NETWORK_BUSY', `${who} works on the network in ${root}`, {
    next: 'Wait until it has ended, then run the command again.',
  });
}

/** A link appears with its content or not at all, so nobody reads half a lock. */
function isLinked(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw new NetworkError('STORAGE_FAILED', `${lock} cannot be written: ${messageOf(error)}`, {
      next: 'Look for free room (df -h) and for the rights of the folder, then run the command again.',
    });
  }
}

/** Moves a dead lock away; one that another command put there in between goes back. */
function clearDead(lock: string, dead: Holder | undefined): void {
  const aside = `${lock}.${process.pid}.dead`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  const moved = holderOf(aside);
  if (moved?.pid !== dead?.pid || moved?.started !== dead?.started) isLinked(aside, lock);
  rmSync(aside, { force: true });
}

function releaseOnce(lock: string): () => void {
  let held = true;
  return () => {
    if (held) rmSync(lock, { force: true });
    held = false;
  };
}

function holderOf(file: string): Holder | undefined {
  const value = readJsonIfAny(file);
  if (typeof value !== 'object' || value === null) return undefined;
  const { pid, started, command } = value as Record<string, unknown>;
  if (typeof pid !== 'number' || typeof started !== 'string') return undefined;
  return { pid, started, command: typeof command === 'string' ? command : 'unknown' };
}
