// SPDX-License-Identifier: Apache-2.0
import type { ModeContext } from '../mode.js';
import { NetworkError } from '../errors.js';
import { compose } from './project.js';
import { serviceNames } from './service-health.js';
import { settingsOf } from './settings.js';
import { ownVolumes } from './volume-owner.js';
import { waitUntilHealthy } from './wait-healthy.js';

/** Images were looked for before; nothing is fetched while a network starts. */
const NO_PULL = ['--pull', 'never'];

/**
 * Makes and starts all containers of a network and waits until they are healthy.
 * @throws {@link NetworkError} `NODE_FAILED`, `COMMAND_FAILED`, `INTERRUPTED`
 */
export async function startServices({ layout, record, signal }: ModeContext): Promise<void> {
  const { model, chaincode } = record;
  await compose(layout, { purpose: 'make the containers', args: ['up', '--no-start', ...NO_PULL], signal });
  await ownVolumes(model, settingsOf(layout, chaincode), signal);
  await compose(layout, { purpose: 'start the containers', args: ['up', '--detach', ...NO_PULL], signal });
  await waitUntilHealthy(layout, model, { names: serviceNames(model), signal });
}

/**
 * Stops and starts one container and waits until it is healthy.
 * @throws {@link NetworkError} `NODE_UNKNOWN`, `NODE_FAILED`, `COMMAND_FAILED`, `INTERRUPTED`
 */
export async function restartService({ layout, record, signal }: ModeContext, name: string): Promise<void> {
  const names = serviceNames(record.model);
  if (!names.includes(name)) {
    throw new NetworkError('NODE_UNKNOWN', `there is no node ${name}`, {
      next: `Nodes: ${names.join(', ')}.`,
    });
  }
  await compose(layout, { purpose: `stop ${name}`, args: ['stop', name], signal });
  await compose(layout, {
    purpose: `start ${name}`,
    args: ['up', '--detach', '--no-deps', ...NO_PULL, name],
    signal,
  });
  await waitUntilHealthy(layout, record.model, { names: [name], signal });
}
