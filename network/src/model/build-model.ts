// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from '../errors.js';
import type { Topology } from '../topology/shape.js';
import type { Institute, NetworkModel, OrdererNode, PeerNode } from './network-model.js';

type TopologyNmi = Topology['nmis'][number];
type TopologyNode = TopologyNmi['peers'][number];

/** What may differ from the topology, so that networks can stand side by side. */
export interface ModelOptions {
  readonly name?: string;
  /** The lowest port; all others keep their distance from it. */
  readonly portBase?: number;
  readonly demo?: boolean;
}

const HIGHEST_PORT = 65_535;
const LOWEST_PORT = 1024;
/** The highest port of a block lies so far above its first. */
const LAST_OF_BLOCK = 3;

/**
 * Fixes every name and port of a network.
 * @throws {@link NetworkError} `BAD_OPTION` for a name or port base that cannot be used
 */
export function buildModel(topology: Topology, options: ModelOptions = {}): NetworkModel {
  const shift = portShift(topology, options.portBase);
  const addresses = new Map(topology.hosts.map(({ name, address }) => [name, address]));
  const { channel, chaincode, batch } = topology;
  return {
    name: checkedName(options.name ?? topology.name),
    demo: options.demo ?? topology.demo,
    channel,
    chaincode,
    batch,
    nmis: topology.nmis.map((nmi) => institute(nmi, addresses.get(nmi.host) ?? 'localhost', shift)),
  };
}

function checkedName(name: string): string {
  if (/^[a-z][a-z0-9-]{0,30}$/.test(name)) return name;
  throw new NetworkError('BAD_OPTION', `"${name}" is no name for a network`, {
    next: 'Use 1 to 31 of a-z, 0-9 and hyphen, beginning with a letter.',
  });
}

function portShift({ nmis }: Topology, base: number | undefined): number {
  if (base === undefined) return 0;
  const ports = nmis.flatMap(({ peers, ordering }) =>
    [...peers, ...(ordering?.orderers ?? [])].map(({ port }) => port),
  );
  const shift = base - Math.min(...ports);
  const highest = HIGHEST_PORT - (Math.max(...ports) - Math.min(...ports)) - LAST_OF_BLOCK;
  if (Number.isInteger(base) && base >= LOWEST_PORT && base <= highest) return shift;
  throw new NetworkError('BAD_OPTION', `${base} cannot be the lowest port`, {
    next: `Give --port-base a number from ${LOWEST_PORT} to ${highest}.`,
  });
}

function institute(nmi: TopologyNmi, address: string, shift: number): Institute {
  const { name, mspId, domain, ordering } = nmi;
  const peers = nmi.peers.map((node, index) => peer(nmi, node, { address, index, shift }));
  if (ordering === undefined) return { name, mspId, domain, peers };
  const orderers = ordering.orderers.map((node) => orderer(nmi, node, { ...ordering, address, shift }));
  return {
    name,
    mspId,
    domain,
    peers,
    ordering: { mspId: ordering.mspId, domain: ordering.domain, orderers },
  };
}

function peer(
  { name, mspId, domain }: TopologyNmi,
  node: TopologyNode,
  { address, index, shift }: Readonly<{ address: string; index: number; shift: number }>,
): PeerNode {
  const grpc = node.port + shift;
  return {
    kind: 'peer',
    name: `${name}-${node.name}`,
    nmi: name,
    mspId,
    domain,
    hostName: `${node.name}.${domain}`,
    address,
    chaincodeName: `${name}-chaincode${index}`,
    ports: { grpc, chaincodeListener: grpc + 1, operations: grpc + 2, chaincode: grpc + 3 },
  };
}

function orderer(
  nmi: TopologyNmi,
  node: TopologyNode,
  {
    mspId,
    domain,
    address,
    shift,
  }: Readonly<{ mspId: string; domain: string; address: string; shift: number }>,
): OrdererNode {
  const grpc = node.port + shift;
  return {
    kind: 'orderer',
    name: `${nmi.name}-${node.name}`,
    nmi: nmi.name,
    mspId,
    domain,
    hostName: `${node.name}.${nmi.domain}`,
    address,
    ports: { grpc, admin: grpc + 1, operations: grpc + 2 },
  };
}
