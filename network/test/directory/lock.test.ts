// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { Layout } from '../../dist/directory/layout.js';
import { lockNetwork } from '../../dist/directory/lock.js';
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
