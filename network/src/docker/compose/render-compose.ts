// SPDX-License-Identifier: Apache-2.0
import { nodesOf, orderersOf, peersOf, type NetworkModel } from '../../model/network-model.js';
import { yamlText } from '../../render/yaml-text.js';
import {
  CHANNEL_NETWORK,
  chaincodeNetwork,
  chaincodeService,
  ordererService,
  peerService,
  type ServiceOptions,
} from './services.js';

/** The Compose project of a network: Compose makes the names of containers, volumes and networks from it. */
export const projectOf = ({ name }: NetworkModel): string => name;

/** The name that the engine gives to the volume of a node. */
export const volumeName = (model: NetworkModel, node: string): string => `${projectOf(model)}_${node}`;

/**
 * Renders the Compose file (Compose specification) of a network on one host. Names, ports and volumes are those of the
 * model; directory, user and images are variables, so that the file is the same wherever the network stands.
 */
export function renderCompose(model: NetworkModel): string {
  const options: ServiceOptions = { directory: `./.meterpki/networks/${model.name}` };
  const services = [
    ...orderersOf(model).map((orderer) => [orderer.name, ordererService(orderer, options)] as const),
    ...peersOf(model).map((peer) => [peer.name, peerService(peer, options)] as const),
    ...peersOf(model).map((peer) => [peer.chaincodeName, chaincodeService(peer, options)] as const),
  ];
  return yamlText({
    name: projectOf(model),
    services: Object.fromEntries(services),
    networks: {
      [CHANNEL_NETWORK]: {},
      ...Object.fromEntries(model.nmis.map(({ name }) => [chaincodeNetwork(name), { internal: true }])),
    },
    volumes: Object.fromEntries(nodesOf(model).map(({ name }) => [name, {}])),
  });
}
