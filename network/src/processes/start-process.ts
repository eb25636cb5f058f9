// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Layout } from '../directory/layout.js';
import { makePrivateFolder } from '../directory/private-files.js';
import { messageOf, NetworkError } from '../errors.js';
import { baseEnvironment } from './environment.js';
import { identify } from './identity.js';
import { recordProcess, runningProcess, type RecordedProcess } from './process-file.js';

/** A process to start. */
export interface ProcessStart {
  /** Name of its log and of its process file. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Variables besides the few that every process gets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly workingFolder: string;
}

/**
 * Starts a process that outlives this one, unless it runs already. Output is appended to its log; the file of the
 * process is written at once, so that it can always be stopped.
 * @throws {@link NetworkError} `NODE_FAILED` where it cannot be started, `STORAGE_FAILED`
 */
export function startProcess(layout: Layout, start: ProcessStart): RecordedProcess {
  const running = runningProcess(layout, start.name);
  if (running !== undefined) return running;
  makePrivateFolder(layout.logs);
  makePrivateFolder(start.workingFolder);
  const log = openLog(layout, start);
  try {
    const child = spawn(start.program, start.args, {
      cwd: start.workingFolder,
      env: { ...baseEnvironment(), ...start.environment },
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.on('error', () => undefined);
    child.unref();
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (identity === undefined) throw failed(layout, start, 'it ended at once');
    const recorded = { ...identity, name: start.name };
    rememberOrEnd(layout, recorded);
    return recorded;
  } catch (error) {
    throw error instanceof NetworkError ? error : failed(layout, start, messageOf(error));
  } finally {
    closeSync(log);
  }
}

function openLog(layout: Layout, start: ProcessStart): number {
  try {
    return openSync(layout.log(start.name), 'a', 0o600);
  } catch (error) {
    throw failed(layout, start, messageOf(error));
  }
}

/** A process that is not remembered could never be stopped. */
function rememberOrEnd(layout: Layout, recorded: RecordedProcess): void {
  try {
    recordProcess(layout, recorded);
  } catch (error) {
    process.kill(recorded.pid, 'SIGKILL');
    throw error;
  }
}

function failed(layout: Layout, { name, program }: ProcessStart, reason: string): NetworkError {
  return new NetworkError('NODE_FAILED', `${name} cannot be started with ${program}: ${reason}`, {
    log: layout.log(name),
    next: `Read the log, then run "network restart ${name}".`,
  });
}
