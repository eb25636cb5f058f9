// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { ImageChoice } from '../images/image-names.js';
import { packageVariable, VARIABLES } from './variables.js';

/** What the Compose file leaves open. */
export interface ComposeSettings extends ImageChoice {
  /** Absolute directory of the network. */
  readonly directory: string;
  /** User and group that containers run as: `1000:1000`. */
  readonly user: string;
  /** Package ID by institute. */
  readonly packageIds: Readonly<Record<string, string>>;
}

/** First line of every environment file that this tool wrote. */
export const ENVIRONMENT_HEADER =
  '# Written by "npm run network": Docker Compose reads it with docker-compose.yaml.';

/** The environment file of a network, as Compose reads it; it holds no secret. */
export function environmentText(settings: ComposeSettings): string {
  const values = [
    ...(['directory', 'user', 'fabricRegistry', 'fabricTag', 'chaincodeImage'] as const).map(
      (name) => [VARIABLES[name], settings[name]] as const,
    ),
    ...Object.entries(settings.packageIds).map(([nmi, id]) => [packageVariable(nmi), id] as const),
  ];
  return `${ENVIRONMENT_HEADER}\n${values.map(([name, value]) => `${name}="${escaped(value)}"\n`).join('')}`;
}

/** Quoted values are taken as they stand but for these three characters. */
const escaped = (value: string): string => value.replaceAll(/[\\"$]/g, String.raw`\$&`);

/** The values of an environment file that this tool wrote; none where there is no such file. */
export function readEnvironment(file: string): ReadonlyMap<string, string> {
  const lines = textIfAny(file).split('\n');
  if (lines[0] !== ENVIRONMENT_HEADER) return new Map();
  return new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^(\w+)="(.*)"$/.exec(line) ?? [];
      return name === undefined || value === undefined
        ? []
        : [[name, value.replaceAll(/\\([\\"$])/g, '$1')] as const];
    }),
  );
}

/** The text of a file; empty where there is none. */
export function textIfAny(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
