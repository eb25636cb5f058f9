// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { BENCH_FOLDER, stageChaincode } from './stage-chaincode';

const TOOL = path.join(__dirname, '..', '..', '..', 'network', 'dist', 'cli', 'main.js');
const PORT_BASE = 26_050;

/** A process of the network, by the name of its node. */
export interface NodeProcess {
  readonly name: string;
  readonly pid: number;
}

/** A network of its own to measure on, as processes of this machine. */
export interface BenchNetwork {
  /** Path of its `ledger.json`. */
  readonly ledger: string;
  processes(): readonly NodeProcess[];
  down(): void;
}

function tool(args: readonly string[], stdout: 'ignore' | 'pipe'): string {
  const output = execFileSync(process.execPath, [TOOL, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', stdout, 'inherit'],
  }) as string | null;
  return output ?? '';
}

/**
 * Stands up a network with the chaincode to measure. What a run that was broken off left behind is deleted first: its
 * meters would be in the way.
 *
 * @throws Error where the network tool fails; it has said why
 */
export function startNetwork(): BenchNetwork {
  const directory = path.join(BENCH_FOLDER, 'network');
  const down = (): void => {
    tool(['down', '--yes', '--dir', directory], 'ignore');
  };
  const place = ['--dir', directory, '--name', 'bench', '--port-base', String(PORT_BASE), '--demo'];
  if (existsSync(path.join(directory, 'network.json'))) down();
  tool(['up', ...place, '--deployment', stageChaincode()], 'ignore');
  return {
    ledger: path.join(directory, 'ledger.json'),
    processes: () => {
      const { nodes } = JSON.parse(tool(['status', '--json', '--dir', directory], 'pipe')) as {
        nodes: { name: string; runs?: string }[];
      };
      return nodes.flatMap(({ name, runs }) => (runs === undefined ? [] : [{ name, pid: Number(runs) }]));
    },
    down,
  };
}
