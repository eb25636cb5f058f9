// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, rmSync } from 'node:fs';

import { jsonText, writeWhole } from '../directory/files.js';
import { identifyProcess, isRunning, type ProcessIdentity } from '../directory/process-identity.js';

/**
 * Remembers the chaincode processes of a run in a file, so that the next run can end those that outlived a ledger that
 * was killed. They end by themselves when the ledger does; only one that hangs needs this.
 */
export class ProcessRecord {
  readonly #file: string;
  readonly #processes: ProcessIdentity[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  /** Ends what an earlier run left behind. Only processes with the recorded start time are touched. */
  endLeftovers(): void {
    for (const identity of readIdentities(this.#file)) {
      if (identity.started !== null && isRunning(identity)) process.kill(identity.pid, 'SIGKILL');
    }
    rmSync(this.#file, { force: true });
  }

  /** Records a process that was started. */
  add(pid: number): void {
    const running = this.#processes.filter(isRunning);
    this.#processes.splice(0, this.#processes.length, ...running, identifyProcess(pid));
    writeWhole(this.#file, jsonText(this.#processes));
  }

  /** Forgets all: they were stopped. */
  clear(): void {
    rmSync(this.#file, { force: true });
  }
}

function readIdentities(file: string): readonly ProcessIdentity[] {
  if (!existsSync(file)) return [];
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity[];
  } catch {
    return [];
  }
}
