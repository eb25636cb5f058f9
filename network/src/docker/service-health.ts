// SPDX-License-Identifier: Apache-2.0
import { nodesOf, peersOf, type NetworkModel } from '../model/network-model.js';
import { listensOn } from './compose/hardening.js';
import type { Container } from './engine/containers.js';
import { runDocker } from './engine/run-docker.js';

/** Names of all services of a network. */
export const serviceNames = (model: NetworkModel): string[] => [
  ...nodesOf(model).map(({ name }) => name),
  ...peersOf(model).map(({ chaincodeName }) => chaincodeName),
];

/** Whether a container does its work: by the engine's own check or, since that comes some seconds late, by the same now. */
export async function isAnswering(
  model: NetworkModel,
  { id, service, healthy }: Container,
): Promise<boolean> {
  if (healthy) return true;
  const port =
    nodesOf(model).find(({ name }) => name === service)?.ports.grpc ??
    peersOf(model).find(({ chaincodeName }) => chaincodeName === service)?.ports.chaincode;
  return port !== undefined && (await runDocker(['exec', id, ...listensOn(port)])).code === 0;
}
