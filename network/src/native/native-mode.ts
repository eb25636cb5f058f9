// SPDX-License-Identifier: Apache-2.0
import type { Mode } from '../mode.js';
import { takenPorts } from '../preflight/free-ports.js';
import { neededBytes, tooLittleRoom, wrongClock } from '../preflight/machine.js';
import { byHostAddress } from '../render/addressing.js';
import { configureNodes, LOOPBACK, hostsElsewhere } from './configure.js';
import { printLogFile } from './print-log.js';
import { restartProcess } from './restart.js';
import { startNodes } from './start-nodes.js';
import { processStates } from './states.js';
import { stopNodes } from './stop-nodes.js';

/** Nodes as processes of this machine, on the loopback; no container engine. */
export const nativeMode: Mode = {
  name: 'native',
  addressing: byHostAddress,
  async preflight(layout, model, { isNew }) {
    return [
      ...hostsElsewhere(model),
      ...(await takenPorts(model, LOOPBACK)),
      ...(await tooLittleRoom(layout.root, neededBytes(model, isNew))),
      ...wrongClock(Date.now()),
    ];
  },
  configure(layout, { model }) {
    configureNodes(layout, model);
  },
  async start({ layout, record, programs, signal }) {
    await startNodes(layout, record.model, programs, signal);
  },
  stop: stopNodes,
  restart: restartProcess,
  states: processStates,
  async printLog(layout, name, options) {
    await printLogFile(layout.log(name), options);
  },
  remains: () => ({ described: [], remove: () => Promise.resolve() }),
};
