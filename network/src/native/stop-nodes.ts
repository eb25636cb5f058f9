// SPDX-License-Identifier: Apache-2.0
import type { Layout } from '../directory/layout.js';
import { recordedNames } from '../processes/process-file.js';
import { stopProcess } from '../processes/stop-process.js';
import { SUPERVISOR } from './start-nodes.js';

/**
 * Stops every process that is recorded: the supervisor first, since it would start the chaincode again.
 * @returns names of those that ran
 * @throws {@link NetworkError} `NODE_FAILED` where one does not end
 */
export async function stopNodes(layout: Layout): Promise<string[]> {
  const stopped = (await stopProcess(layout, SUPERVISOR)) ? [SUPERVISOR] : [];
  const names = recordedNames(layout);
  const ran = await Promise.all(names.map((name) => stopProcess(layout, name)));
  return [...stopped, ...names.filter((_, index) => ran[index])];
}
