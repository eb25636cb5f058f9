// SPDX-License-Identifier: Apache-2.0
import type { NetworkModel } from '../model/network-model.js';
import type { Finding } from '../programs/find-programs.js';
import { projectOf } from './compose/render-compose.js';
import { containersOf, volumesOf } from './engine/containers.js';

const MOST_NAMED = 3;

/**
 * Finds containers and volumes under the name of a network that is to be made: of another directory, or of one that
 * was deleted by hand. Nodes with an old ledger and new keys would not start.
 * @throws NetworkError `COMMAND_FAILED`
 */
export async function leftovers(model: NetworkModel): Promise<Finding[]> {
  const project = projectOf(model);
  const [containers, volumes] = [await containersOf(project), await volumesOf(project)];
  if (containers.length + volumes.length === 0) return [];
  const named = volumes.slice(0, MOST_NAMED).join(', ') + (volumes.length > MOST_NAMED ? ', ...' : '');
  const what = `${containers.length} containers and ${volumes.length} volumes${named === '' ? '' : ` (${named})`}`;
  return [
    {
      text: `Docker holds a Compose project ${project} already, with ${what}`,
      next:
        `Give the network another name with --name (and other ports with --port-base); or, if nobody needs it any more, ` +
        `delete it for ever with "docker compose --project-name ${project} down --volumes".`,
    },
  ];
}
