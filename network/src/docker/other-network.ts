// SPDX-License-Identifier: Apache-2.0
import { existsSync, realpathSync } from 'node:fs';
import { Layout } from '../directory/layout.js';
import { NetworkError } from '../errors.js';
import type { NetworkModel } from '../model/network-model.js';
import { projectOf } from './compose/render-compose.js';
import { containersOf } from './engine/containers.js';

/** A folder with links resolved, or undefined where there is none. */
function placeOf(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch {
    return undefined;
  }
}

/**
 * Refuses to stop or delete what another network runs under the same name. A Compose project is a name on an engine, and the
 * directory of an attempt that broke off may outlive the name: meanwhile a network in another directory can have taken it.
 * Containers of a directory that is no network's any more, or was moved, are nobody else's.
 * @throws {@link NetworkError} `NETWORK_DIFFERS`, `COMMAND_FAILED`
 */
export async function refuseOtherNetwork({ root }: Layout, model: NetworkModel): Promise<void> {
  const project = projectOf(model);
  const own = placeOf(root);
  const folders = new Set((await containersOf(project)).map(({ folder }) => folder));
  const others = [...folders].filter(
    (folder) => folder !== '' && placeOf(folder) !== own && existsSync(new Layout(folder).record),
  );
  if (others.length === 0) return;
  throw new NetworkError('NETWORK_DIFFERS', `the containers of ${project} are those of another network`, {
    faults: others,
    next: 'Name that directory with --dir to work on it. This network needs another name: make it anew with --name and --port-base.',
  });
}
