// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderCompose } from '../docker/compose/render-compose.js';
import { COMPOSE_FILE } from '../docker/files.js';
import { messageOf, NetworkError } from '../errors.js';
import { buildModel } from '../model/build-model.js';
import { byHostName } from '../render/addressing.js';
import { renderConfigtx } from '../render/configtx.js';
import { renderCryptoConfig } from '../render/crypto-config.js';
import { DEFAULT_TOPOLOGY, REPOSITORY } from '../topology/files.js';
import { readTopology } from '../topology/read-topology.js';

/** The files at the root of the repository, as the default topology gives them: name and text. */
export function rootFiles(): ReadonlyMap<string, string> {
  const model = buildModel(readTopology(DEFAULT_TOPOLOGY));
  // Containers find each other by host name, as in the Compose file beside these.
  return new Map([
    ['crypto-config.yaml', renderCryptoConfig(model)],
    ['configtx.yaml', renderConfigtx(model, byHostName)],
    [COMPOSE_FILE, renderCompose(model)],
  ]);
}

/**
 * Writes the files at the root of the repository.
 * @returns their paths
 * @throws {@link NetworkError} `BAD_TOPOLOGY`, `STORAGE_FAILED`
 */
export function renderRootFiles(): string[] {
  return [...rootFiles()].map(([name, text]) => {
    const file = path.join(REPOSITORY, name);
    try {
      writeFileSync(file, text);
    } catch (error) {
      throw new NetworkError('STORAGE_FAILED', `${file} cannot be written: ${messageOf(error)}`, {
        next: 'Look for free room and for the rights of the folder, then run the command again.',
      });
    }
    return file;
  });
}

/**
 * Makes sure that the files at the root of the repository are what the topology gives.
 * @throws {@link NetworkError} `RENDERED_DIFFERS` with every file that is not
 */
export function checkRootFiles(folder = REPOSITORY): void {
  const differing = [...rootFiles()].flatMap(([name, text]) =>
    textOf(path.join(folder, name)) === text ? [] : [name],
  );
  if (differing.length === 0) return;
  throw new NetworkError('RENDERED_DIFFERS', 'committed files are not what network/topology.yaml gives', {
    faults: differing,
    next: 'Run "npm run network -- render" and commit what it writes.',
  });
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
