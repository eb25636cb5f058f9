// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LedgerDescriptor } from '@meterpki/client';
import { NativeNodes } from '../testing/native-nodes';

/** What a node of a ledger wrote. */
export interface NodeLog {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** More lines than a run of stories makes a node write. */
const EVERY_LINE = '10000000';

/** What `network status` tells, as far as it is looked at. */
interface Status {
  readonly mode: string;
  readonly nodes: readonly { readonly name: string }[];
}

/** A Docker engine keeps what containers write. */
async function containerLogs(ledger: LedgerDescriptor): Promise<NodeLog[]> {
  if (!existsSync(path.join(path.dirname(ledger.file), 'network.json'))) return [];
  const tool = new NativeNodes(ledger);
  const { mode, nodes } = JSON.parse(await tool.network('status', '--json')) as Status;
  if (mode !== 'docker') return [];
  const logs: NodeLog[] = [];
  for (const { name } of nodes) {
    const text = await tool.network('logs', name, '--lines', EVERY_LINE);
    logs.push({ name, bytes: Buffer.from(text, 'utf8') });
  }
  return logs;
}

/**
 * Logs of every node: files beside the ledger's descriptor, and those of containers.
 * @throws Error where a container's log cannot be had
 */
export async function logsOf(ledger: LedgerDescriptor): Promise<NodeLog[]> {
  const files = path.join(path.dirname(ledger.file), 'logs');
  const logs = await containerLogs(ledger);
  for (const name of await readdir(files).catch(() => []))
    logs.push({ name, bytes: await readFile(path.join(files, name)) });
  return logs;
}
