// SPDX-License-Identifier: Apache-2.0
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf, NetworkError } from '../errors.js';
import type { NetworkModel } from '../model/network-model.js';
import { REPOSITORY } from '../topology/files.js';
import {
  ENVIRONMENT_HEADER,
  environmentText,
  readEnvironment,
  textIfAny,
  type ComposeSettings,
} from './compose/environment-file.js';
import { renderCompose } from './compose/render-compose.js';
import { VARIABLES } from './compose/variables.js';
import { COMPOSE_FILE, ENVIRONMENT_FILE } from './files.js';

/**
 * Writes the environment file beside the Compose file at the root of the repository, so that `docker compose up -d`
 * there means this network: only for a network that this Compose file describes, and never over a file of the user.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export function writeRootEnvironment(
  model: NetworkModel,
  settings: ComposeSettings,
  folder = REPOSITORY,
): void {
  if (textIfAny(path.join(folder, COMPOSE_FILE)) !== renderCompose(model)) return;
  const file = path.join(folder, ENVIRONMENT_FILE);
  if (existsSync(file) && !textIfAny(file).startsWith(ENVIRONMENT_HEADER)) return;
  try {
    writeFileSync(file, environmentText(settings));
  } catch (error) {
    throw new NetworkError('STORAGE_FAILED', `${file} cannot be written: ${messageOf(error)}`, {
      next: 'Look for free room and for the rights of the folder, then run the command again.',
    });
  }
}

/** Takes that file away if it means the network in `directory`. */
export function removeRootEnvironment(directory: string, folder = REPOSITORY): void {
  const file = path.join(folder, ENVIRONMENT_FILE);
  if (readEnvironment(file).get(VARIABLES.directory) === directory) rmSync(file, { force: true });
}
