// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { Layout } from '../../dist/directory/layout.js';
import { waitFor } from '../../dist/operations/wait.js';
import { startProcess, type ProcessStart } from '../../dist/processes/start-process.js';
import { runningProcess } from '../../dist/processes/process-file.js';
import { stopProcess } from '../../dist/processes/stop-process.js';
import { failureOf } from '../support/failures.js';
import { temporaryFolder } from '../support/temporary.js';

const newLayout = (): Layout => new Layout(temporaryFolder());
const idle = (layout: Layout): ProcessStart => ({
  name: 'node',
  program: process.execPath,
  args: ['-e', 'process.stdout.write(`${process.env.OWN} ${process.cwd()}`); setInterval(() => {}, 1000)'],
  environment: { OWN: 'mine' },
  workingFolder: layout.nodeData('node'),
});

describe('startProcess', () => {
  it('starts a process once, with its own environment, folder and log', async () => {
    const layout = newLayout();
    const { pid } = startProcess(layout, idle(layout));
    try {
      expect(startProcess(layout, idle(layout)).pid).toBe(pid);
      expect(runningProcess(layout, 'node')?.pid).toBe(pid);
      const text = await waitFor(
        () => Promise.resolve(readFileSync(layout.log('node'), 'utf8') || undefined),
        { milliseconds: 20_000 },
      );
      expect(text).toBe(`mine ${layout.nodeData('node')}`);
    } finally {
      await stopProcess(layout, 'node');
    }
    expect(runningProcess(layout, 'node')).toBeUndefined();
  });

  it('names node, program and log where it cannot be started', () => {
    const layout = newLayout();
    const failure = failureOf(() =>
      startProcess(layout, { ...idle(layout), program: '/nonexistent/orderer' }),
    );
    expect(failure).toMatchObject({ code: 'NODE_FAILED', log: layout.log('node') });
    expect(failure.message).toContain('node cannot be started with /nonexistent/orderer');
    expect(failure.next).toContain('network restart node');
  });
});
