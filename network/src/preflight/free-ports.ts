// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:net';
import { nodesOf, type FabricNode, type NetworkModel } from '../model/network-model.js';
import type { Finding } from '../programs/find-programs.js';

const NEXT =
  'Stop what listens there, or start the network elsewhere with --port-base (and --name, beside another one).';

/**
 * Finds ports of the network that cannot be listened on, mostly because somebody does.
 * @param host - address that the nodes listen on
 * @returns a finding for each node that misses ports
 */
export async function takenPorts(model: NetworkModel, host: string): Promise<Finding[]> {
  const findings = await Promise.all(nodesOf(model).map((node) => takenOf(node, host)));
  return findings.flatMap((finding) => finding ?? []);
}

async function takenOf(node: FabricNode, host: string): Promise<Finding | undefined> {
  const looked = await Promise.all(
    Object.entries(node.ports).map(async ([purpose, port]) => ({
      purpose,
      port,
      fault: await whyNot(host, port),
    })),
  );
  const faults = looked.flatMap(({ purpose, port, fault }) =>
    fault === undefined ? [] : [`${port} (${purpose}) ${fault}`],
  );
  return faults.length === 0
    ? undefined
    : { text: `ports of ${node.name}: ${faults.join(', ')}`, next: NEXT };
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
