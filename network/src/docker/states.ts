// SPDX-License-Identifier: Apache-2.0
import type { RunState } from '../mode.js';
import { nodesOf, type NetworkModel } from '../model/network-model.js';
import { DATA } from './compose/places.js';
import { projectOf } from './compose/render-compose.js';
import { containersOf, type Container } from './engine/containers.js';
import { runDocker } from './engine/run-docker.js';
import { isAnswering, serviceNames } from './service-health.js';

const SHORT_ID = 12;
const KIBIBYTE = 1024;

/**
 * How the containers of a network run.
 * @throws NetworkError `COMMAND_FAILED` where the engine does not answer
 */
export async function containerStates(model: NetworkModel): Promise<RunState[]> {
  const containers = await containersOf(projectOf(model));
  const running = containers.filter(({ state }) => state === 'running');
  const memory = await memoryOf(running);
  const nodes = new Set(nodesOf(model).map(({ name }) => name));
  return await Promise.all(
    serviceNames(model).map(async (name): Promise<RunState> => {
      const found = running.find(({ service }) => service === name);
      if (found === undefined) return { name, running: false };
      const [memoryBytes, diskBytes] = [
        memory.get(found.id),
        nodes.has(name) ? await diskOf(found) : undefined,
      ];
      return {
        name,
        running: true,
        healthy: await isAnswering(model, found),
        runs: found.id.slice(0, SHORT_ID),
        ...(memoryBytes === undefined ? {} : { memoryBytes }),
        ...(diskBytes === undefined ? {} : { diskBytes }),
      };
    }),
  );
}

/** Memory by container, as far as the engine tells it. */
async function memoryOf(containers: readonly Container[]): Promise<ReadonlyMap<string, number>> {
  if (containers.length === 0) return new Map();
  const ids = containers.map(({ id }) => id);
  const { stdout } = await runDocker([
    'stats',
    '--no-stream',
    '--no-trunc',
    '--format',
    '{{.ID}}\t{{.MemUsage}}',
    ...ids,
  ]);
  return new Map(
    stdout.split('\n').flatMap((line) => {
      const [id = '', used = ''] = line.split('\t');
      const bytes = sizeInBytes(used.split('/')[0] ?? '');
      return bytes === undefined ? [] : [[id, bytes] as const];
    }),
  );
}

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KiB: KIBIBYTE,
  MiB: KIBIBYTE ** 2,
  GiB: KIBIBYTE ** 3,
};

/** A size as `docker stats` writes it: `84.5MiB`. */
export function sizeInBytes(text: string): number | undefined {
  const [, number, unit = ''] = /^\s*([\d.]+)([A-Za-z]+)\s*$/.exec(text) ?? [];
  const factor = UNITS[unit];
  return number === undefined || factor === undefined ? undefined : Math.round(Number(number) * factor);
}

/** What a node has written. */
async function diskOf({ id }: Container): Promise<number | undefined> {
  const { code, stdout } = await runDocker(['exec', id, 'du', '-sk', DATA]);
  const kibibytes = /^\d+/.exec(stdout)?.[0];
  return code === 0 && kibibytes !== undefined ? Number(kibibytes) * KIBIBYTE : undefined;
}
