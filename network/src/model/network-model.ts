// SPDX-License-Identifier: Apache-2.0

/** What nodes of both kinds have in common. */
interface NodeBase {
  /** Unique in the network; names of folders, services and logs: `ptb-peer0`. */
  readonly name: string;
  /** Name of the institute that runs it. */
  readonly nmi: string;
  readonly mspId: string;
  /** Domain of the organisation that certifies it. */
  readonly domain: string;
  /** DNS name in its certificates: `peer0.ptb.example`. */
  readonly hostName: string;
  /** Where clients and administrators outside reach it: DNS name or IPv4 address. */
  readonly address: string;
}

/** A peer and, beside it, its chaincode service. */
export interface PeerNode extends NodeBase {
  readonly kind: 'peer';
  /** Name of its chaincode service: `ptb-chaincode0`. */
  readonly chaincodeName: string;
  readonly ports: Readonly<{
    grpc: number;
    chaincodeListener: number;
    operations: number;
    chaincode: number;
  }>;
}

/** An orderer: one of the Raft consenters. */
export interface OrdererNode extends NodeBase {
  readonly kind: 'orderer';
  readonly ports: Readonly<{ grpc: number; admin: number; operations: number }>;
}

/** A node of Fabric. */
export type FabricNode = PeerNode | OrdererNode;

/** The orderers of one institute, an organisation of their own. */
export interface Ordering {
  readonly mspId: string;
  readonly domain: string;
  readonly orderers: readonly OrdererNode[];
}

/** A national metrology institute. */
export interface Institute {
  readonly name: string;
  readonly mspId: string;
  readonly domain: string;
  readonly peers: readonly PeerNode[];
  readonly ordering?: Ordering;
}

/** How the orderers cut blocks; texts as Fabric's configtx.yaml takes them. */
export interface Batch {
  readonly timeout: string;
  readonly maxMessageCount: number;
  readonly absoluteMaxBytes: string;
  readonly preferredMaxBytes: string;
}

/** A network with every name and port fixed; all configuration is rendered from it. */
export interface NetworkModel {
  readonly name: string;
  readonly demo: boolean;
  readonly channel: string;
  readonly chaincode: string;
  readonly batch: Batch;
  readonly nmis: readonly Institute[];
}

/** All peers, in the order of the topology. */
export const peersOf = ({ nmis }: NetworkModel): PeerNode[] => nmis.flatMap(({ peers }) => peers);

/** All orderers, in the order of the topology. */
export const orderersOf = ({ nmis }: NetworkModel): OrdererNode[] =>
  nmis.flatMap(({ ordering }) => ordering?.orderers ?? []);

/** All nodes of Fabric: orderers first, since peers fetch blocks from them. */
export const nodesOf = (model: NetworkModel): FabricNode[] => [...orderersOf(model), ...peersOf(model)];
