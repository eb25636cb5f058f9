// SPDX-License-Identifier: Apache-2.0
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Layout } from '../directory/layout.js';
import { readJsonIfAny, writePrivateJson } from '../directory/private-files.js';
import { isAlive, type ProcessIdentity } from './identity.js';

/** A process that this tool started, as its file says. */
export interface RecordedProcess extends ProcessIdentity {
  readonly name: string;
}

/** Remembers a process that was started. */
export function recordProcess(layout: Layout, recorded: RecordedProcess): void {
  writePrivateJson(layout.processFile(recorded.name), recorded);
}

/** What is recorded under a name, whether it still runs or not. */
export function recordedProcess(layout: Layout, name: string): RecordedProcess | undefined {
  const value = readJsonIfAny(layout.processFile(name));
  return isRecorded(value) && value.name === name ? value : undefined;
}

/** The process of a name if it runs: a number that was given to another process since does not count. */
export function runningProcess(layout: Layout, name: string): RecordedProcess | undefined {
  const recorded = recordedProcess(layout, name);
  return recorded !== undefined && isAlive(recorded) ? recorded : undefined;
}

/** Forgets a process. */
export function forgetProcess(layout: Layout, name: string): void {
  rmSync(layout.processFile(name), { force: true });
}

/** Names under which processes are recorded. */
export function recordedNames(layout: Layout): string[] {
  try {
    return readdirSync(layout.processes)
      .filter((file) => file.endsWith('.json'))
      .map((file) => path.basename(file, '.json'))
      .sort();
  } catch {
    return [];
  }
}

function isRecorded(value: unknown): value is RecordedProcess {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, started, name } = value as Record<string, unknown>;
  return typeof pid === 'number' && typeof started === 'string' && typeof name === 'string';
}
