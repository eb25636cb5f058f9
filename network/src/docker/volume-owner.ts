// SPDX-License-Identifier: Apache-2.0
import { nodesOf, type NetworkModel } from '../model/network-model.js';
import type { ComposeSettings } from './compose/environment-file.js';
import { volumeName } from './compose/render-compose.js';
import { parseUser } from './container-user.js';
import { askDocker } from './engine/run-docker.js';
import { imageNames } from './images/image-names.js';

/**
 * Gives the volumes of all nodes to the user of the containers. An engine makes volumes for root, and services are
 * not root: a container without network and with this one right does it, so that no service needs it.
 * @throws NetworkError `COMMAND_FAILED`, `INTERRUPTED`
 */
export async function ownVolumes(
  model: NetworkModel,
  settings: ComposeSettings,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { uid, gid } = parseUser(settings.user);
  const nodes = nodesOf(model).map(({ name }) => name);
  const mounts = nodes.flatMap((name) => ['--volume', `${volumeName(model, name)}:/volumes/${name}`]);
  const rights = [
    '--user',
    '0:0',
    '--cap-drop',
    'ALL',
    '--cap-add',
    'CHOWN',
    '--security-opt',
    'no-new-privileges',
  ];
  const args = ['run', '--rm', '--pull', 'never', '--network', 'none', '--read-only', ...rights, ...mounts];
  const command = [`${uid}:${gid}`, ...nodes.map((name) => `/volumes/${name}`)];
  const image = imageNames(settings).peer;
  await askDocker(
    'give the volumes to the user of the containers',
    [...args, '--entrypoint', 'chown', image, ...command],
    { signal },
  );
}
