// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { Layout } from '../directory/layout.js';
import { messageOf, NetworkError } from '../errors.js';
import { nodesOf, type FabricNode, type NetworkModel } from '../model/network-model.js';
import { askOperations } from '../operations/https-get.js';
import { waitFor } from '../operations/wait.js';
import { runningProcess } from '../processes/process-file.js';
import { startProcess, type ProcessStart } from '../processes/start-process.js';
import type { Programs } from '../programs/find-programs.js';
import { CONNECTION_VARIABLE } from '../render/core.js';
import { NODE_LOGGING } from '../render/logging.js';

/** Name of the process that keeps chaincode services running. */
export const SUPERVISOR = 'supervisor';

const HEALTHY_MILLISECONDS = 90_000;

/** How a node is started as a process of this machine. */
function nodeStart(layout: Layout, programs: Programs, node: FabricNode): ProcessStart {
  const common = { FABRIC_CFG_PATH: layout.nodeConfig(node.name), ...NODE_LOGGING };
  const base = { name: node.name, workingFolder: layout.nodeData(node.name) };
  if (node.kind === 'orderer') return { ...base, program: programs.orderer, args: [], environment: common };
  const environment = { ...common, [CONNECTION_VARIABLE]: layout.chaincodeConnection(node) };
  return { ...base, program: programs.peer, args: ['node', 'start'], environment };
}

/**
 * Starts one node unless it runs.
 * @throws {@link NetworkError} `NODE_FAILED`
 */
export function startNode(layout: Layout, programs: Programs, node: FabricNode): void {
  startProcess(layout, nodeStart(layout, programs, node));
}

/**
 * Starts the process that keeps chaincode services running, unless it runs.
 * @throws {@link NetworkError} `NODE_FAILED`
 */
export function startSupervisor(layout: Layout): void {
  startProcess(layout, {
    name: SUPERVISOR,
    program: process.execPath,
    args: [path.join(__dirname, '../supervisor/main.js'), layout.root],
    environment: {},
    workingFolder: layout.root,
  });
}

/**
 * Starts all nodes and the supervisor, and waits until every node says that it is healthy.
 * @throws {@link NetworkError} `NODE_FAILED` for a node that ends or does not become healthy, `INTERRUPTED`
 */
export async function startNodes(
  layout: Layout,
  model: NetworkModel,
  programs: Programs,
  signal: AbortSignal | undefined,
): Promise<void> {
  const nodes = nodesOf(model);
  for (const node of nodes) startNode(layout, programs, node);
  startSupervisor(layout);
  throwAll(await Promise.allSettled(nodes.map((node) => waitUntilHealthy(layout, node, signal))));
}

/** Throws the first failure; the texts of the others stand among its faults. */
function throwAll(outcomes: readonly PromiseSettledResult<void>[]): void {
  const failures = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
  );
  const [first, ...others] = failures.map((failure) =>
    failure instanceof Error ? failure : new Error(messageOf(failure)),
  );
  if (first === undefined) return;
  if (!(first instanceof NetworkError) || others.length === 0) throw first;
  const { code, message, log, next } = first;
  const place = log === undefined ? {} : { log };
  throw new NetworkError(code, message, { faults: others.map(messageOf), next, ...place });
}

/**
 * Waits until a node says that it is healthy.
 * @throws {@link NetworkError} `NODE_FAILED`, `INTERRUPTED`
 */
export async function waitUntilHealthy(
  layout: Layout,
  node: FabricNode,
  signal?: AbortSignal,
): Promise<void> {
  const look = async (): Promise<true | undefined> => {
    const answer = await askOperations(layout, node, '/healthz');
    if (answer?.status === 200) return true;
    if (runningProcess(layout, node.name) === undefined) throw failed(layout, node, 'ended');
    return undefined;
  };
  const healthy = await waitFor(look, { milliseconds: HEALTHY_MILLISECONDS, signal });
  if (healthy === undefined)
    throw failed(layout, node, `is not healthy after ${HEALTHY_MILLISECONDS / 1000} s`);
}

function failed(layout: Layout, { name }: FabricNode, what: string): NetworkError {
  return new NetworkError('NODE_FAILED', `${name} ${what}`, {
    log: layout.log(name),
    next: `Read the end of the log with "network logs ${name}", then run the command again.`,
  });
}
