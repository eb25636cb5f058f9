// SPDX-License-Identifier: Apache-2.0
import type { Layout } from '../directory/layout.js';
import { NetworkError } from '../errors.js';
import { nodesOf, type NetworkModel } from '../model/network-model.js';
import { askOperations } from '../operations/https-get.js';
import { waitFor } from '../operations/wait.js';
import { projectOf } from './compose/render-compose.js';
import { containersOf, type Container } from './engine/containers.js';
import { saveLog } from './logs.js';
import { isAnswering } from './service-health.js';

const HEALTHY_MILLISECONDS = 90_000;

/** States that a container has which does not run, though it was started. */
const ENDED = ['exited', 'dead', 'restarting'];

/**
 * Waits until services are healthy: a node by its own health endpoint, a chaincode service by its container's check.
 * @param names - of the services that are meant
 * @throws {@link NetworkError} `NODE_FAILED` for one that ends or does not become healthy, `INTERRUPTED`
 */
export async function waitUntilHealthy(
  layout: Layout,
  model: NetworkModel,
  { names, signal }: Readonly<{ names: readonly string[]; signal: AbortSignal | undefined }>,
): Promise<void> {
  let pending = names;
  const look = async (): Promise<true | undefined> => {
    const containers = await containersOf(projectOf(model));
    const isHealthy = await Promise.all(
      pending.map((name) =>
        healthOf(layout, model, { name, container: containers.find(({ service }) => service === name) }),
      ),
    );
    pending = pending.filter((_, index) => isHealthy[index] !== true);
    return pending.length === 0 ? true : undefined;
  };
  if ((await waitFor(look, { milliseconds: HEALTHY_MILLISECONDS, signal })) === true) return;
  const [late = ''] = pending;
  const container = (await containersOf(projectOf(model))).find(({ service }) => service === late);
  throw await failed(
    layout,
    { name: late, container },
    `is not healthy after ${HEALTHY_MILLISECONDS / 1000} s`,
  );
}

/** A service and its container, where it has one. */
interface Watched {
  readonly name: string;
  readonly container: Container | undefined;
}

async function healthOf(layout: Layout, model: NetworkModel, watched: Watched): Promise<boolean> {
  const { name, container } = watched;
  if (container === undefined) throw await failed(layout, watched, 'has no container');
  if (ENDED.includes(container.state)) throw await failed(layout, watched, 'ended');
  const node = nodesOf(model).find((one) => one.name === name);
  if (node !== undefined) return (await askOperations(layout, node, '/healthz'))?.status === 200;
  return await isAnswering(model, container);
}

async function failed(layout: Layout, { name, container }: Watched, what: string): Promise<NetworkError> {
  if (container !== undefined) await saveLog(layout, container);
  return new NetworkError('NODE_FAILED', `${name} ${what}`, {
    log: layout.log(name),
    next: `Read the end of the log with "network logs ${name}", then run the command again.`,
  });
}
