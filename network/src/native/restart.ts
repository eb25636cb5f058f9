// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from '../errors.js';
import type { ModeContext } from '../mode.js';
import { nodesOf, peersOf } from '../model/network-model.js';
import { waitFor } from '../operations/wait.js';
import { recordedProcess, runningProcess } from '../processes/process-file.js';
import { stopProcess } from '../processes/stop-process.js';
import { answers } from '../preflight/answers.js';
import { LOOPBACK } from './configure.js';
import { startNode, startSupervisor, SUPERVISOR, waitUntilHealthy } from './start-nodes.js';

const RETURN_MILLISECONDS = 60_000;

/**
 * Stops and starts one node, chaincode service or the supervisor.
 * @throws {@link NetworkError} `NODE_UNKNOWN`, `NODE_FAILED`
 */
export async function restartProcess(context: ModeContext, name: string): Promise<void> {
  const { layout, record, programs, signal } = context;
  const node = nodesOf(record.model).find((one) => one.name === name);
  if (node !== undefined) {
    await stopProcess(layout, name);
    startNode(layout, programs, node);
    await waitUntilHealthy(layout, node, signal);
  } else if (name === SUPERVISOR) {
    await stopProcess(layout, name);
    startSupervisor(layout);
  } else {
    const peer = peersOf(record.model).find(({ chaincodeName }) => chaincodeName === name);
    if (peer === undefined) throw unknownNode(record.model, name);
    await restartService(context, name, peer.ports.chaincode);
  }
}

/** The supervisor starts a chaincode service that ended: it is enough to end it. */
async function restartService({ layout, signal }: ModeContext, name: string, port: number): Promise<void> {
  const before = recordedProcess(layout, name)?.pid;
  await stopProcess(layout, name);
  startSupervisor(layout);
  const look = async (): Promise<true | undefined> => {
    const found = runningProcess(layout, name);
    const isNew = found !== undefined && found.pid !== before;
    return isNew && (await answers(LOOPBACK, port)) ? true : undefined;
  };
  if ((await waitFor(look, { milliseconds: RETURN_MILLISECONDS, signal })) === true) return;
  throw new NetworkError('NODE_FAILED', `${name} did not come back`, {
    log: layout.log(name),
    next: `Read the log with "network logs ${name}" and "network logs ${SUPERVISOR}".`,
  });
}

/** The error for a name that no node, service or helper has. */
export function unknownNode(model: ModeContext['record']['model'], name: string): NetworkError {
  const names = [
    ...nodesOf(model).map((node) => node.name),
    ...peersOf(model).map(({ chaincodeName }) => chaincodeName),
    SUPERVISOR,
  ];
  return new NetworkError('NODE_UNKNOWN', `there is no node ${name}`, {
    next: `Nodes: ${names.join(', ')}.`,
  });
}
