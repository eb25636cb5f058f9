// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:net';
import { nodesOf, portsOf, type NetworkModel } from '../model/network-model.js';
import type { Finding } from '../programs/find-programs.js';

const NEXT =
  'Stop what listens there, or start the network elsewhere with --port-base (and --name, beside another one).';

/**
 * Finds ports of the network that somebody listens on.
 * @param host - address that the nodes listen on
 */
export async function takenPorts(model: NetworkModel, host: string): Promise<Finding[]> {
  const ports = nodesOf(model).flatMap(portsOf);
  const faults = await Promise.all(ports.map(([, port]) => whyNot(host, port)));
  return ports.flatMap(([purpose, port], index) => {
    const fault = faults[index];
    return fault === undefined ? [] : [{ text: `port ${port} of ${purpose} ${fault}`, next: NEXT }];
  });
}

async function whyNot(host: string, port: number): Promise<string | undefined> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve(
        'code' in error && error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used: ${error.message}`,
      );
    });
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}
