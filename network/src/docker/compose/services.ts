// SPDX-License-Identifier: Apache-2.0
import type { FabricNode, OrdererNode, PeerNode } from '../../model/network-model.js';
import { CONNECTION_VARIABLE } from '../../render/core.js';
import { NODE_LOGGING } from '../../render/logging.js';
import { FABRIC_REGISTRY, FABRIC_TAG } from '../images/image-names.js';
import { checkedBy, hardened, listensOn } from './hardening.js';
import { CHAINCODE_AUTHORITY, chaincodeServer, CONFIG, CONNECTION, DATA } from './places.js';
import { packageVariable, required, VARIABLES, withDefault } from './variables.js';

/** Names of the networks in the Compose file. */
export const CHANNEL_NETWORK = 'channel';

/** Between the peers of an institute and their chaincode services; nothing else is on it, and it leads nowhere. */
export const chaincodeNetwork = (nmi: string): string => `${nmi}-chaincode`;

/** The loopback of the host: nothing is published to others. */
const PUBLISHED = '127.0.0.1';

const fabricImage = (kind: FabricNode['kind']): string =>
  `${withDefault(VARIABLES.fabricRegistry, FABRIC_REGISTRY)}/fabric-${kind}:${withDefault(VARIABLES.fabricTag, FABRIC_TAG)}`;

const published = (ports: readonly number[]): string[] => ports.map((port) => `${PUBLISHED}:${port}:${port}`);

/** Renders services from a model. */
export interface ServiceOptions {
  /** Directory of the network, unless the environment file names another. */
  readonly directory: string;
}

/** The folder of a service, and nothing of another one. A missing folder is an error: Docker would make an empty one. */
const ownFolder = (name: string, { directory }: ServiceOptions): unknown => ({
  type: 'bind',
  source: `${withDefault(VARIABLES.directory, directory)}/nodes/${name}/config`,
  target: CONFIG,
  read_only: true,
  bind: { create_host_path: false },
});

const ledger = ({ name }: FabricNode): unknown => ({ type: 'volume', source: name, target: DATA });

/** The service of an orderer. */
export function ordererService(orderer: OrdererNode, options: ServiceOptions): unknown {
  const { grpc, admin, operations } = orderer.ports;
  return {
    image: fabricImage('orderer'),
    command: ['orderer'],
    ...hardened({ memory: '512m', processes: 256 }),
    environment: { FABRIC_CFG_PATH: CONFIG, ...NODE_LOGGING },
    volumes: [ownFolder(orderer.name, options), ledger(orderer)],
    networks: { [CHANNEL_NETWORK]: { aliases: [orderer.hostName] } },
    ports: published([grpc, admin, operations]),
    healthcheck: checkedBy(listensOn(grpc)),
  };
}

/** The service of a peer. Its builder needs a folder for temporary files. */
export function peerService(peer: PeerNode, options: ServiceOptions): unknown {
  const { grpc, operations } = peer.ports;
  return {
    image: fabricImage('peer'),
    command: ['peer', 'node', 'start'],
    ...hardened({ memory: '1g', processes: 512 }),
    environment: { FABRIC_CFG_PATH: CONFIG, [CONNECTION_VARIABLE]: CONNECTION, ...NODE_LOGGING },
    volumes: [ownFolder(peer.name, options), ledger(peer)],
    tmpfs: ['/tmp:size=64m,noexec,nosuid,nodev'],
    networks: { [CHANNEL_NETWORK]: { aliases: [peer.hostName] }, [chaincodeNetwork(peer.nmi)]: {} },
    ports: published([grpc, operations]),
    healthcheck: checkedBy(listensOn(grpc)),
  };
}

/** The chaincode service of a peer. It is reached by its peer alone, so nothing is published. */
export function chaincodeService(peer: PeerNode, options: ServiceOptions): unknown {
  return {
    image: required(VARIABLES.chaincodeImage),
    command: [
      ...['--chaincode-address', `0.0.0.0:${peer.ports.chaincode}`],
      ...['--chaincode-id', required(packageVariable(peer.nmi))],
      ...['--chaincode-tls-key-file', chaincodeServer.privateKey],
      ...['--chaincode-tls-cert-file', chaincodeServer.certificate],
      ...['--chaincode-tls-client-cacert-file', CHAINCODE_AUTHORITY],
    ],
    ...hardened({ memory: '512m', processes: 128 }),
    volumes: [ownFolder(peer.chaincodeName, options)],
    networks: { [chaincodeNetwork(peer.nmi)]: {} },
    healthcheck: checkedBy(listensOn(peer.ports.chaincode)),
  };
}
