// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { KeyPairFiles, NodeMaterial } from '../../directory/layout.js';
import type { PeerPlaces } from '../../render/places.js';

/** Folder in a container with all that its service may read: configuration, keys, certificates. Fabric's official one. */
export const CONFIG = '/etc/hyperledger/fabric';

/** Where a node writes: its volume is mounted here, as the official images foresee. */
export const DATA = '/var/hyperledger';

/** Names inside the folder of a service; the same on the host and in the container. */
export const SERVICE_FILES = {
  msp: 'msp',
  tls: 'tls',
  operationsAuthority: 'operations-ca.crt',
  builder: 'builder',
  connection: 'chaincode-connection.json',
  server: { certificate: 'server.crt', privateKey: 'server.key' },
  chaincodeAuthority: 'chaincode-ca.crt',
} as const;

const inConfig = (...names: string[]): string => path.posix.join(CONFIG, ...names);

const material: NodeMaterial = {
  msp: inConfig(SERVICE_FILES.msp),
  tls: {
    certificate: inConfig(SERVICE_FILES.tls, 'server.crt'),
    privateKey: inConfig(SERVICE_FILES.tls, 'server.key'),
    authority: inConfig(SERVICE_FILES.tls, 'ca.crt'),
  },
};

/** Where everything is for a node in its container. Only published ports are reached from outside. */
export const containerPlaces: PeerPlaces = {
  listenHost: '0.0.0.0',
  material,
  operationsAuthority: inConfig(SERVICE_FILES.operationsAuthority),
  data: path.posix.join(DATA, 'production'),
  builder: inConfig(SERVICE_FILES.builder),
};

/** The connection file that the external builder gives to the peer. */
export const CONNECTION = inConfig(SERVICE_FILES.connection);

/** Key and certificate of a chaincode service in its container. */
export const chaincodeServer: KeyPairFiles = {
  certificate: inConfig(SERVICE_FILES.server.certificate),
  privateKey: inConfig(SERVICE_FILES.server.privateKey),
};

/** Certificate of the authority whose clients a chaincode service answers. */
export const CHAINCODE_AUTHORITY = inConfig(SERVICE_FILES.chaincodeAuthority);
