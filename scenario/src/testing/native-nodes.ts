// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LedgerDescriptor } from '@meterpki/client';
import { inRepository } from '../repository';
import { runScript } from './processes';

/** A node of a network as `network status` tells of it. */
export interface NativeNode {
  readonly name: string;
  readonly kind: string;
  readonly healthy: boolean;
  /** Process ID in native mode, container ID in Docker mode. */
  readonly runs: string;
  readonly leads?: boolean;
}

/** How long an election of the orderers may take, with peers that learn of it, milliseconds. */
export const ELECTION_MS = 100_000;

/** The nodes of a native network, to be ended and brought back. */
export class NativeNodes {
  readonly #folder: string;

  constructor(ledger: LedgerDescriptor) {
    this.#folder = path.dirname(ledger.file);
  }

  /** Runs the operators' command for this network. */
  async network(...args: string[]): Promise<string> {
    const tool = inRepository('network', 'dist', 'cli', 'main.js');
    const { status, stdout, stderr } = await runScript(tool, [...args, '--dir', this.#folder]);
    if (args[0] !== 'status' && status !== 0) throw new Error(stderr);
    return stdout;
  }

  async all(): Promise<NativeNode[]> {
    return (JSON.parse(await this.network('status', '--json')) as { nodes: NativeNode[] }).nodes;
  }

  async named(name: string): Promise<NativeNode[]> {
    return (await this.all()).filter((node) => node.name === name);
  }

  /** Ends nodes as a crash would: kill -9. */
  end(lost: readonly NativeNode[]): void {
    for (const { runs } of lost) process.kill(Number(runs), 'SIGKILL');
  }

  /** Brings nodes back and waits until the orderers have a leader again: before that transactions may get lost. */
  async restart(lost: readonly NativeNode[]): Promise<void> {
    for (const { name } of lost) await this.network('restart', name);
    const until = Date.now() + ELECTION_MS;
    const isWhole = (all: readonly NativeNode[]): boolean =>
      all.every(({ healthy, kind }) => healthy || kind === 'service') &&
      all.some(({ leads }) => leads === true);
    while (!isWhole(await this.all()) && Date.now() < until) await delay(200);
  }
}
