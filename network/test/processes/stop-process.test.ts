// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { Layout } from '../../dist/directory/layout.js';
import { identify, isAlive } from '../../dist/processes/identity.js';
import {
  recordedNames,
  recordedProcess,
  recordProcess,
  runningProcess,
} from '../../dist/processes/process-file.js';
import { stopProcess } from '../../dist/processes/stop-process.js';
import { end, idleProcess } from '../support/processes.js';
import { put, temporaryFolder } from '../support/temporary.js';

const newLayout = (): Layout => new Layout(temporaryFolder());

describe('identify', () => {
  it('tells a process that runs from one that ended', async () => {
    const { pid, child } = await idleProcess();
    const identity = identify(pid);
    expect(identity).toMatchObject({ pid });
    expect(identity !== undefined && isAlive(identity)).toBe(true);
    await end(child);
    expect(identify(pid)).toBeUndefined();
    expect(identity !== undefined && isAlive(identity)).toBe(false);
  });

  it.each([0, -1, 1.5, Number.NaN])('takes %s for no process', (pid) => {
    expect(identify(pid)).toBeUndefined();
  });
});

describe('stopProcess', () => {
  it('ends the process that was recorded, and forgets it', async () => {
    const layout = newLayout();
    const { pid } = await idleProcess();
    recordProcess(layout, { pid, started: identify(pid)?.started ?? '', name: 'ptb-peer0' });
    expect(runningProcess(layout, 'ptb-peer0')?.pid).toBe(pid);
    expect(await stopProcess(layout, 'ptb-peer0')).toBe(true);
    expect(identify(pid)).toBeUndefined();
    expect(recordedNames(layout)).toEqual([]);
  });

  it('sends no signal to a process that got the same number later', async () => {
    const layout = newLayout();
    const { pid } = await idleProcess();
    recordProcess(layout, { pid, started: 'another boot 12345', name: 'ptb-peer0' });
    expect(runningProcess(layout, 'ptb-peer0')).toBeUndefined();
    expect(await stopProcess(layout, 'ptb-peer0')).toBe(false);
    expect(identify(pid)).toBeDefined();
    expect(existsSync(layout.processFile('ptb-peer0'))).toBe(false);
  });

  it('leaves the file of a successor that was started meanwhile', async () => {
    const layout = newLayout();
    const successor = { pid: 1, started: 'later', name: 'ptb-chaincode0' };
    const write = `require('fs').writeFileSync(${JSON.stringify(layout.processFile('ptb-chaincode0'))}, '${JSON.stringify(successor)}')`;
    const { pid } = await idleProcess(
      `process.on('SIGTERM', () => { ${write}; process.exit(); }); setInterval(() => {}, 1000)`,
    );
    recordProcess(layout, { pid, started: identify(pid)?.started ?? '', name: 'ptb-chaincode0' });
    expect(await stopProcess(layout, 'ptb-chaincode0')).toBe(true);
    expect(recordedProcess(layout, 'ptb-chaincode0')).toEqual(successor);
  });

  it.each(['{', '{"pid":"1","started":"x","name":"ptb-peer0"}', '[]', ''])(
    'takes a damaged file %j for no process',
    async (text) => {
      const layout = newLayout();
      put(layout.processes, 'ptb-peer0.json', text);
      expect(await stopProcess(layout, 'ptb-peer0')).toBe(false);
    },
  );

  it('takes a file that speaks of another name for no process', async () => {
    const layout = newLayout();
    const { pid } = await idleProcess();
    const text = JSON.stringify({ ...identify(pid), name: 'somebody-else' });
    put(layout.processes, 'ptb-peer0.json', text);
    expect(await stopProcess(layout, 'ptb-peer0')).toBe(false);
    expect(identify(pid)).toBeDefined();
  });
});
