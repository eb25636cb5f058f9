// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { Layout } from '../directory/layout.js';

/** Name of the Compose file of a network and of the one at the root of the repository. */
export const COMPOSE_FILE = 'docker-compose.yaml';

/** Name under which Compose finds the values of variables by itself. */
export const ENVIRONMENT_FILE = '.env';

/** The Compose file of a network. */
export const composeFile = ({ root }: Layout): string => path.join(root, COMPOSE_FILE);

/** The environment file of a network. */
export const environmentFile = ({ root }: Layout): string => path.join(root, ENVIRONMENT_FILE);
