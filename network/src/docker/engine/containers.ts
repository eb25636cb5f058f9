// SPDX-License-Identifier: Apache-2.0
import { askDocker } from './run-docker.js';

/** A container of a Compose project. */
export interface Container {
  readonly id: string;
  /** Name of its service: that of the node. */
  readonly service: string;
  /** `created`, `running`, `restarting`, `exited`, `paused` or `dead`. */
  readonly state: string;
  /** Whether its health check passed last. */
  readonly healthy: boolean;
  /** Directory of the project that it was made for. */
  readonly folder: string;
}

/** Label that Compose gives to everything it makes (Compose specification, `com.docker.compose.project`). */
const PROJECT = 'com.docker.compose.project';

const filterOf = (project: string): string[] => ['--filter', `label=${PROJECT}=${project}`];

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/**
 * All containers of a project, running or not.
 * @throws NetworkError `COMMAND_FAILED`
 */
export async function containersOf(project: string): Promise<Container[]> {
  const labels = ['service', 'project.working_dir'].map((name) => `{{.Label "com.docker.compose.${name}"}}`);
  const format = ['{{.ID}}', '{{.State}}', '{{.Status}}', ...labels].join('\t');
  const args = ['ps', '--all', '--no-trunc', ...filterOf(project), '--format', format];
  return linesOf(await askDocker('list the containers', args)).map((line) => {
    const [id = '', state = '', status = '', service = '', folder = ''] = line.split('\t');
    return { id, service, state, healthy: status.includes('(healthy)'), folder };
  });
}

/**
 * Names of all volumes of a project.
 * @throws NetworkError `COMMAND_FAILED`
 */
export const volumesOf = async (project: string): Promise<string[]> =>
  linesOf(
    await askDocker('list the volumes', ['volume', 'ls', ...filterOf(project), '--format', '{{.Name}}']),
  );

/**
 * Deletes the containers, volumes and networks of a project.
 * @throws NetworkError `COMMAND_FAILED`
 */
export async function removeProject(project: string): Promise<void> {
  const containers = (await containersOf(project)).map(({ id }) => id);
  if (containers.length > 0) await askDocker('delete the containers', ['rm', '--force', ...containers]);
  const volumes = await volumesOf(project);
  if (volumes.length > 0) await askDocker('delete the volumes', ['volume', 'rm', ...volumes]);
  const networks = linesOf(
    await askDocker('list the networks', ['network', 'ls', ...filterOf(project), '--format', '{{.ID}}']),
  );
  if (networks.length > 0) await askDocker('delete the networks', ['network', 'rm', ...networks]);
}
