// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:net';

import { DevledgerError } from '../errors.js';

/**
 * Makes sure that nobody listens on a TCP port of the loopback interface.
 *
 * @throws {@link DevledgerError} `PORT_TAKEN`
 */
export async function checkPort(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      reject(portTaken(port, error));
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve();
      });
    });
  });
}

/** The error for a port that cannot be listened on. */
export function portTaken(port: number, { message }: Error): DevledgerError {
  return new DevledgerError(
    'PORT_TAKEN',
    `port ${port} cannot be used: ${message}; end the program that uses it, or change "gatewayPort" in config.json`,
  );
}

/**
 * A TCP port of the loopback interface that nobody listens on now.
 *
 * @throws {@link DevledgerError} `PORT_TAKEN` when the system has none left
 */
export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      reject(new DevledgerError('PORT_TAKEN', `the system gave no free port: ${error.message}`));
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}
