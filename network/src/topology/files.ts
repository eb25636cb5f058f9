// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { NetworkError } from '../errors.js';

/** The folder of this workspace: topologies, presets and the external builder stand in it. */
const WORKSPACE = path.resolve(__dirname, '../..');

/** The folder in which all workspaces stand. */
export const REPOSITORY = path.dirname(WORKSPACE);

/** The topology that counts unless another is named. */
export const DEFAULT_TOPOLOGY = path.join(WORKSPACE, 'topology.yaml');

const PRESETS = path.join(WORKSPACE, 'presets');

/** The folder whose `bin` holds the three scripts of the external builder. */
export const BUILDER = path.join(WORKSPACE, 'builder');

/** Names of the presets. */
export function presetNames(): string[] {
  return readdirSync(PRESETS)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}

/**
 * The file of a preset.
 * @throws {@link NetworkError} `BAD_OPTION` where there is none of this name
 */
export function presetFile(name: string): string {
  const file = path.join(PRESETS, `${name}.yaml`);
  if (/^[a-z0-9-]+$/.test(name) && existsSync(file)) return file;
  throw new NetworkError('BAD_OPTION', `there is no preset ${name}`, {
    next: `Presets: ${presetNames().join(', ')}.`,
  });
}
