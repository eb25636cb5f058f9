// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process, told from a later one that was given the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, in words of the system; two processes with one number never share it. */
  readonly started: string;
}

/** State and start time follow the name, which stands in parentheses and may hold anything (proc(5)). */
function fromProc(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z' || state === 'X') return undefined;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  return `${boot} ${fields[18] ?? ''}`;
}

/** Systems without /proc. */
function fromPs(pid: number): string | undefined {
  const { status, stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  const text = status === 0 ? stdout.trim() : '';
  return text === '' || text.startsWith('Z') ? undefined : text.replace(/^\S+\s+/, '');
}

function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return fromPs(pid);
  try {
    return fromProc(pid);
  } catch {
    return undefined;
  }
}

/** Identifies a process that runs; undefined where there is none, also where it has ended and was not waited for. */
export function identify(pid: number): ProcessIdentity | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const started = startOf(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether this very process still runs. */
export const isAlive = ({ pid, started }: ProcessIdentity): boolean => identify(pid)?.started === started;
