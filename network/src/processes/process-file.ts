// SPDX-License-Identifier: Apache-2.0
import { linkSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Layout } from '../directory/layout.js';
import { readJsonIfAny, writePrivateJson } from '../directory/private-files.js';
import { systemCode } from '../errors.js';
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

/**
 * Forgets a process that ended. What was recorded under the name since then stays: the supervisor may have started the
 * successor already.
 */
export function forgetProcess(layout: Layout, name: string, ended: ProcessIdentity | undefined): void {
  const file = layout.processFile(name);
  const isOther = (found: RecordedProcess | undefined): boolean =>
    found !== undefined && (found.pid !== ended?.pid || found.started !== ended.started);
  if (isOther(recordedProcess(layout, name))) return;
  const aside = `${file}.${process.pid}.ended`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  // The successor may have been recorded between the look and the move.
  const moved = readJsonIfAny(aside);
  if (isRecorded(moved) && moved.name === name && isOther(moved)) linkIfFree(aside, file);
  rmSync(aside, { force: true });
}

/** Puts a file back, unless a newer one stands there by now. */
function linkIfFree(aside: string, file: string): void {
  try {
    linkSync(aside, file);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
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
