// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { Layout } from '../../dist/directory/layout.js';
import { lockNetwork, lockToClear } from '../../dist/directory/lock.js';
import { identify } from '../../dist/processes/identity.js';
import { failureOf } from '../support/failures.js';
import { idleProcess } from '../support/processes.js';
import { temporaryFolder } from '../support/temporary.js';

const newLayout = (): Layout => new Layout(temporaryFolder());

describe('lockNetwork', () => {
  it('refuses a second command while the first holds the network, and says which', () => {
    const layout = newLayout();
    const release = lockNetwork(layout, 'up');
    const failure = failureOf(() => lockNetwork(layout, 'stop'));
    expect(failure.code).toBe('NETWORK_BUSY');
    expect(failure.message).toContain(`"network up" (process ${process.pid})`);
    release();
    expect(existsSync(layout.lock)).toBe(false);
  });

  it('leaves no other file behind', () => {
    const layout = newLayout();
    lockNetwork(layout, 'up')();
    expect(readdirSync(layout.root)).toEqual([]);
  });

  it('takes the lock of a process that died, but not that of one that runs', async () => {
    const layout = newLayout();
    const { pid } = await idleProcess();
    writeFileSync(layout.lock, JSON.stringify({ pid, started: 'long ago', command: 'up' }));
    lockNetwork(layout, 'up')();
    writeFileSync(layout.lock, JSON.stringify({ ...identify(pid), command: 'up' }));
    expect(failureOf(() => lockNetwork(layout, 'up')).code).toBe('NETWORK_BUSY');
  });

  it('takes a lock that cannot be read for a dead one', () => {
    const layout = newLayout();
    writeFileSync(layout.lock, '{"pid":');
    lockNetwork(layout, 'up')();
  });

  it('does not take away the lock of another when it is released twice', () => {
    const layout = newLayout();
    const release = lockNetwork(layout, 'up');
    release();
    const second = lockNetwork(layout, 'down');
    release();
    expect(existsSync(layout.lock)).toBe(true);
    second();
  });
});

describe('lockToClear', () => {
  /** A directory in which no lock can be written, as on a full disk: the place of the own file is taken. */
  function unwritable(): Layout {
    const layout = newLayout();
    mkdirSync(`${layout.lock}.${process.pid}`);
    return layout;
  }

  it('goes on without a lock where none can be written', () => {
    expect(failureOf(() => lockNetwork(unwritable(), 'start')).code).toBe('STORAGE_FAILED');
    expect(() => {
      lockToClear(unwritable(), 'stop')();
    }).not.toThrow();
  });

  it('refuses all the same while another command runs', async () => {
    const layout = unwritable();
    const { pid } = await idleProcess();
    writeFileSync(layout.lock, JSON.stringify({ ...identify(pid), command: 'up' }));
    expect(failureOf(() => lockToClear(layout, 'stop')).code).toBe('NETWORK_BUSY');
  });
});
