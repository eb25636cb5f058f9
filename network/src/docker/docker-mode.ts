// SPDX-License-Identifier: Apache-2.0
import { requireRecord } from '../directory/record.js';
import { NetworkError } from '../errors.js';
import type { Mode } from '../mode.js';
import { nodesOf } from '../model/network-model.js';
import { hostsElsewhere, LOOPBACK } from '../native/configure.js';
import { takenPorts } from '../preflight/free-ports.js';
import { neededBytes, tooLittleRoom, wrongClock } from '../preflight/machine.js';
import { byHostName } from '../render/addressing.js';
import { imageLabels } from './image-labels.js';
import { projectOf, volumeName } from './compose/render-compose.js';
import { configureServices } from './configure.js';
import { containersOf, removeProject } from './engine/containers.js';
import { engineFindings } from './engine/preflight.js';
import { imageNames } from './images/image-names.js';
import { missingImages } from './images/present.js';
import { leftovers } from './leftovers.js';
import { printContainerLog } from './logs.js';
import { refuseOtherNetwork } from './other-network.js';
import { removeRootEnvironment } from './root-environment.js';
import { settingsOf } from './settings.js';
import { restartService, startServices } from './start-services.js';
import { containerStates } from './states.js';
import { stopServices } from './stop-services.js';

/** Nodes as containers of one engine, reached on the loopback; Docker Compose v2 runs them. */
export const dockerMode: Mode = {
  name: 'docker',
  addressing: byHostName,
  async preflight(layout, model, { isNew, version }) {
    const engine = await engineFindings();
    const inEngine =
      engine.length > 0
        ? engine
        : [
            ...(await missingImages(imageNames(settingsOf(layout, { version, packageIds: {} })))),
            ...(isNew ? await leftovers(model) : []),
          ];
    return [
      ...inEngine,
      ...hostsElsewhere(model),
      ...(await takenPorts(model, LOOPBACK)),
      ...(await tooLittleRoom(layout.root, neededBytes(model, isNew))),
      ...wrongClock(Date.now()),
    ];
  },
  configure: configureServices,
  start: startServices,
  stop: stopServices,
  restart: restartService,
  states: async (_layout, { model }) => await containerStates(model),
  async printLog(layout, name, options) {
    const { model } = requireRecord(layout);
    const container = (await containersOf(projectOf(model))).find(({ service }) => service === name);
    if (container !== undefined) {
      await printContainerLog(container, options);
      return;
    }
    throw new NetworkError('NODE_UNKNOWN', `${name} has no container`, {
      next: 'Start the network with "network start".',
    });
  },
  codeHashes: async (_layout, { model }) => await imageLabels(model),
  remains(layout, { model }) {
    const project = projectOf(model);
    return {
      described: [
        `the containers and networks of the Docker Compose project ${project}`,
        ...nodesOf(model).map(
          ({ name }) => `the Docker volume ${volumeName(model, name)}: ledger of ${name}`,
        ),
      ],
      async remove() {
        await refuseOtherNetwork(layout, model);
        await removeProject(project);
        removeRootEnvironment(layout.root);
      },
    };
  },
};
