// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { directoryOwner, lockDirectory } from '../../dist/directory/owner-lock.js';
import { identifyProcess } from '../../dist/directory/process-identity.js';
import { temporaryDirectory, thrownBy } from '../support/temporary.js';

const root = temporaryDirectory();

function newDirectory(): string {
  return mkdtempSync(path.join(root, 'owned-'));
}

function leaveLock(directory: string, content: string): void {
  writeFileSync(path.join(directory, 'ledger.lock'), content);
}

describe('lockDirectory', () => {
  it('refuses a second owner and names the first', () => {
    const directory = newDirectory();
    const release = lockDirectory(directory);
    expect(directoryOwner(directory)?.pid).toBe(process.pid);
    expect(thrownBy(() => lockDirectory(directory))).toMatchObject({
      code: 'DIRECTORY_IN_USE',
      message: `${directory} is in use by process ${process.pid}; stop it first, or choose another directory`,
    });
    release();
    expect(directoryOwner(directory)).toBeUndefined();
    lockDirectory(directory)();
  });

  it('leaves no file behind', () => {
    const directory = newDirectory();
    lockDirectory(directory)();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('replaces the lock of a process that ended', () => {
    const directory = newDirectory();
    const { pid } = spawnSync(process.execPath, ['--version']);
    leaveLock(directory, JSON.stringify({ pid, started: null }));
    lockDirectory(directory)();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('replaces the lock of an earlier process with a number that is in use again', () => {
    const own = identifyProcess(process.pid);
    if (own.started === null) return;
    const directory = newDirectory();
    leaveLock(directory, JSON.stringify({ pid: process.pid, started: `${own.started}0` }));
    expect(directoryOwner(directory)).toBeUndefined();
    lockDirectory(directory)();
  });

  it.each(['', 'no JSON', '{"pid":-1}', '{"pid":"1"}'])('replaces a damaged lock: %j', (content) => {
    const directory = newDirectory();
    leaveLock(directory, content);
    lockDirectory(directory)();
  });

  it('does not release a lock that another process took', () => {
    const directory = newDirectory();
    const release = lockDirectory(directory);
    leaveLock(directory, '{"pid":1,"started":null}');
    release();
    expect(readdirSync(directory)).toEqual(['ledger.lock']);
  });
});
