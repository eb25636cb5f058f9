// SPDX-License-Identifier: Apache-2.0
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { renderCompose } from '../../dist/docker/compose/render-compose.js';
import type { NetworkModel } from '../../dist/model/network-model.js';
import { put, temporaryFolder } from '../support/temporary.js';

/** What tests look at in a service of a Compose file. */
export interface Service {
  readonly image: string;
  readonly command: readonly string[];
  readonly volumes: readonly { type: string; source: string; target: string; read_only?: boolean }[];
  readonly networks: Readonly<Record<string, { aliases?: string[] }>>;
  readonly ports?: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
  readonly [member: string]: unknown;
}

/** What tests look at in a Compose file. */
export interface ComposeFile {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** The Compose file of a model, read back. */
export const composeOf = (model: NetworkModel): ComposeFile => parse(renderCompose(model)) as ComposeFile;

/** A service that must be there. */
export function serviceOf({ services }: ComposeFile, name: string): Service {
  const service = services[name];
  if (service === undefined) throw new Error(`there is no service ${name}`);
  return service;
}

const formerPath = process.env.PATH;

afterEach(() => {
  process.env.PATH = formerPath;
});

/**
 * Puts programs on an otherwise empty PATH until the test ends.
 * @param programs - body of a shell script by name; it may use what is built into the shell
 */
export function onlyPrograms(programs: Readonly<Record<string, string>>): void {
  const folder = temporaryFolder();
  for (const [name, body] of Object.entries(programs)) {
    put(folder, name, `#!/bin/sh\n${body}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  process.env.PATH = folder;
}
