// SPDX-License-Identifier: Apache-2.0
import type { FabricNode, NetworkModel } from '../model/network-model.js';
import { USERS } from '../model/users.js';
import { yamlText } from './yaml-text.js';

/**
 * Renders `crypto-config.yaml`, the input of cryptogen: an organisation for the peers and one for the orderers of
 * each institute. Node certificates also name the loopback, so that a node is reached where it runs.
 */
export function renderCryptoConfig({ nmis }: NetworkModel): string {
  const orderings = nmis.flatMap(({ name, ordering }) =>
    ordering === undefined ? [] : [{ name, ...ordering }],
  );
  return yamlText({
    PeerOrgs: nmis.map(({ name, domain, peers }) => ({
      Name: name,
      Domain: domain,
      EnableNodeOUs: true,
      Specs: peers.map(nodeSpec),
      // cryptogen adds an administrator by itself.
      Users: { Count: USERS.length - 1 },
    })),
    OrdererOrgs: orderings.map(({ name, domain, orderers }) => ({
      Name: `${name}-orderers`,
      Domain: domain,
      EnableNodeOUs: true,
      Specs: orderers.map(nodeSpec),
    })),
  });
}

function nodeSpec({ hostName, address }: FabricNode): unknown {
  const [Hostname = hostName] = hostName.split('.');
  return { Hostname, CommonName: hostName, SANS: [...new Set(['localhost', '127.0.0.1', address])] };
}
