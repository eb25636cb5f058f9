// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import type { Layout } from '../directory/layout.js';
import { findRecord } from '../directory/record.js';
import { projectOf } from './compose/render-compose.js';
import { containersOf } from './engine/containers.js';
import { composeFile } from './files.js';
import { saveLog } from './logs.js';
import { refuseOtherNetwork } from './other-network.js';
import { compose } from './project.js';

/** States of a container that `stop` has something to do for. */
const STARTED = ['running', 'restarting', 'paused'];

/**
 * Stops all containers of a network; they and the volumes stay. The end of each log is kept as a file.
 * @returns names of the services that ran
 * @throws NetworkError `COMMAND_FAILED`, `NETWORK_DIFFERS`
 */
export async function stopServices(layout: Layout): Promise<string[]> {
  const record = findRecord(layout);
  if (record === undefined || !existsSync(composeFile(layout))) return [];
  await refuseOtherNetwork(layout, record.model);
  const started = (await containersOf(projectOf(record.model))).filter(({ state }) =>
    STARTED.includes(state),
  );
  if (started.length === 0) return [];
  await compose(layout, { purpose: 'stop the containers', args: ['stop'] });
  await Promise.all(started.map((container) => saveLog(layout, container)));
  return started.map(({ service }) => service).sort();
}
