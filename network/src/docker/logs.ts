// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import type { Layout } from '../directory/layout.js';
import { writePrivate } from '../directory/private-files.js';
import { NetworkError } from '../errors.js';
import type { LogOptions } from '../mode.js';
import type { Container } from './engine/containers.js';
import { dockerEnvironment } from './engine/docker-environment.js';
import { runDocker } from './engine/run-docker.js';

const SAVED_LINES = 2000;

/**
 * Prints the log of a container, and what is added to it until the signal is given.
 * @throws {@link NetworkError} `COMMAND_FAILED`
 */
export async function printContainerLog({ id, service }: Container, options: LogOptions): Promise<void> {
  const { follow, lines, signal, write } = options;
  const child = spawn('docker', ['logs', '--tail', String(lines), ...(follow ? ['--follow'] : []), id], {
    env: dockerEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  });
  child.stdout.setEncoding('utf8').on('data', write);
  child.stderr.setEncoding('utf8').on('data', write);
  const isRead = await new Promise<boolean>((resolve) => {
    child.once('error', () => {
      resolve(false);
    });
    child.once('close', (code) => {
      resolve(code === 0);
    });
  });
  if (isRead || signal?.aborted === true) return;
  throw new NetworkError('COMMAND_FAILED', `could not read the log of ${service}`, {
    next: 'Look whether the engine answers ("docker version"), then run the command again.',
  });
}

/** Keeps the last lines of a container's log as a file of the network, for errors to name. */
export async function saveLog(layout: Layout, { id, service }: Container): Promise<void> {
  const { stdout, stderr } = await runDocker(['logs', '--tail', String(SAVED_LINES), id]);
  writePrivate(layout.log(service), stdout + stderr);
}
