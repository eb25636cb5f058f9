// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcess } from 'node:child_process';

const started: ChildProcess[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((child) => end(child)));
});

/** A process that does nothing and goes after the test; it is there when this returns. */
export async function idleProcess(
  script = 'setInterval(() => {}, 1000)',
): Promise<{ pid: number; child: ChildProcess }> {
  const child = spawn(process.execPath, ['-e', `${script}; process.stdout.write('ready')`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  if (child.pid === undefined) throw new Error('no process was started');
  return { pid: child.pid, child };
}

/** Ends a process and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
