// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { Layout } from '../directory/layout.js';
import type { NetworkRecord } from '../directory/record.js';
import type { RunState } from '../mode.js';
import { nodesOf, peersOf } from '../model/network-model.js';
import { runningProcess } from '../processes/process-file.js';
import { answers } from '../preflight/answers.js';
import { LOOPBACK } from './configure.js';
import { diskUse } from './disk-use.js';
import { SUPERVISOR } from './start-nodes.js';

/** A process to look at. */
interface Looked {
  readonly name: string;
  /** Folder of its ledger. */
  readonly data?: string;
  /** Port at which it must answer to do its work. */
  readonly port?: number;
}

/** How the processes of a native network run. */
export async function processStates(layout: Layout, { model }: NetworkRecord): Promise<RunState[]> {
  const all: Looked[] = [
    ...nodesOf(model).map(({ name }) => ({ name, data: layout.nodeData(name) })),
    ...peersOf(model).map(({ chaincodeName, ports }) => ({ name: chaincodeName, port: ports.chaincode })),
    { name: SUPERVISOR },
  ];
  return await Promise.all(all.map((looked) => stateOf(layout, looked)));
}

async function stateOf(layout: Layout, { name, data, port }: Looked): Promise<RunState> {
  const found = runningProcess(layout, name);
  const disk = data === undefined ? {} : { diskBytes: await diskUse(data) };
  if (found === undefined) return { name, running: false, ...disk };
  const memoryBytes = residentBytes(found.pid);
  const memory = memoryBytes === undefined ? {} : { memoryBytes };
  const health = port === undefined ? {} : { healthy: await answers(LOOPBACK, port) };
  return { name, running: true, ...health, runs: String(found.pid), ...memory, ...disk };
}

/** Memory that a process holds (proc(5), VmRSS); undefined on systems without /proc. */
function residentBytes(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
