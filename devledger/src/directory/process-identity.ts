// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';

/** A process, told from a later one that got the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, in a form of the system's; null where the system does not say. */
  readonly started: string | null;
}

/** Fields of /proc/PID/stat that follow the parenthesised name: the start time is number 22 of all, 20 of these. */
const START_TIME_FIELD = 19;

/**
 * Identifies a process by number and start time. Only Linux tells the start time without a helper program; elsewhere a
 * number alone has to do.
 */
export function identifyProcess(pid: number): ProcessIdentity {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, started: `${boot}/${fields[START_TIME_FIELD] ?? ''}` };
  } catch {
    return { pid, started: null };
  }
}

/** Whether the process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  if (!exists(identity.pid)) return false;
  return identity.started === null || identifyProcess(identity.pid).started === identity.started;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A process that ended and that nobody waited for still has its number. */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.charAt(stat.lastIndexOf(')') + 2) === 'Z';
  } catch {
    return false;
  }
}
