// SPDX-License-Identifier: Apache-2.0
import type { CodeHashes } from '../chaincode/code-hash.js';
import { peersOf, type NetworkModel } from '../model/network-model.js';
import { projectOf } from './compose/render-compose.js';
import { containersOf } from './engine/containers.js';
import { runDocker } from './engine/run-docker.js';

/** Labels of a chaincode image: SHA-256 of its files, as the version of the definition repeats it. */
export const LABELS = { bundle: 'org.meterpki.bundle', genesis: 'org.meterpki.genesis' } as const;

/**
 * The hashes of the chaincode that containers run; null where none has been made or where they differ. The image was
 * only made because its files have them, and nothing can write into a container.
 * @throws NetworkError `COMMAND_FAILED`
 */
export async function imageLabels(model: NetworkModel): Promise<CodeHashes> {
  const services = peersOf(model).map(({ chaincodeName }) => chaincodeName);
  const ids = (await containersOf(projectOf(model)))
    .filter(({ service }) => services.includes(service))
    .map(({ id }) => id);
  if (ids.length === 0) return { bundle: null, genesis: null };
  const format = `{{index .Config.Labels "${LABELS.bundle}"}}\t{{index .Config.Labels "${LABELS.genesis}"}}`;
  const { stdout } = await runDocker(['inspect', '--format', format, ...ids]);
  const [line = '', ...others] = new Set(stdout.split('\n').filter((text) => text !== ''));
  const [bundle, genesis] = others.length > 0 ? [] : line.split('\t');
  return { bundle: hashOrNull(bundle), genesis: hashOrNull(genesis) };
}

const hashOrNull = (text: string | undefined): string | null =>
  text !== undefined && /^[0-9a-f]{32}$/.test(text) ? text : null;
