// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { listensOn } from '../../dist/docker/compose/hardening.js';
import { peersOf } from '../../dist/model/network-model.js';
import { modelOf } from '../support/models.js';
import { composeOf, serviceOf } from './support.js';

// The check reads /proc, which only Linux has.
const onLinux = process.platform === 'linux' ? it : it.skip;

function isFound(port: number): boolean {
  const [program = '', ...args] = listensOn(port);
  return spawnSync(program, args).status === 0;
}

describe('the health check of a container', () => {
  onLinux.each(['127.0.0.1', '::1', '0.0.0.0'])(
    'finds a server on %s and misses it once it is closed',
    async (host) => {
      const server = createServer();
      const isThere = await new Promise<boolean>((resolve) => {
        server.once('error', () => {
          resolve(false);
        });
        server.listen({ host, port: 0 }, () => {
          resolve(true);
        });
      });
      // A machine without IPv6 has no such address.
      if (!isThere) return;
      const { port } = server.address() as AddressInfo;
      expect(isFound(port)).toBe(true);
      await new Promise((resolve) => server.close(resolve));
      expect(isFound(port)).toBe(false);
    },
  );

  it('looks for the port that the service answers on', () => {
    const model = modelOf('paper-a');
    const file = composeOf(model);
    for (const { name, chaincodeName, ports } of peersOf(model)) {
      expect(serviceOf(file, name).healthcheck.test).toEqual(['CMD', ...listensOn(ports.grpc)]);
      expect(serviceOf(file, chaincodeName).healthcheck.test).toEqual(['CMD', ...listensOn(ports.chaincode)]);
    }
  });
});
