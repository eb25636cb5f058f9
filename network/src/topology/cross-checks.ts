// SPDX-License-Identifier: Apache-2.0
import type { Topology } from './shape.js';

/** Ports that a node takes, from its own on. */
export const PORTS_OF_PEER = 4;

/** Ports that an orderer takes, from its own on. */
export const PORTS_OF_ORDERER = 3;

interface Block {
  readonly owner: string;
  readonly from: number;
  readonly size: number;
}

/** Every fault that shows only when members of a topology are compared. */
export function crossFaults(topology: Topology): string[] {
  const { nmis, hosts } = topology;
  const orderings = nmis.flatMap(({ ordering }) => ordering ?? []);
  const known = new Set(hosts.map(({ name }) => name));
  return [
    ...repeated(
      'hosts',
      hosts.map(({ name }) => name),
    ),
    ...repeated(
      'nmis',
      nmis.map(({ name }) => name),
    ),
    ...repeated(
      'mspId',
      [...nmis, ...orderings].map(({ mspId }) => mspId),
    ),
    ...repeated(
      'domain',
      [...nmis, ...orderings].map(({ domain }) => domain),
    ),
    ...nmis.flatMap(({ name, peers, ordering }) => [
      ...repeated(
        `nmis ${name} nodes`,
        [...peers, ...(ordering?.orderers ?? [])].map((node) => node.name),
      ),
    ]),
    ...repeated('nodes and chaincode services', nmis.flatMap(wholeNames)),
    ...nmis.flatMap(({ name, host }) =>
      known.has(host) ? [] : [`nmis ${name} host: no host is called ${host}`],
    ),
    ...(orderings.length > 0 ? [] : ['nmis: at least one must have "ordering"']),
    ...hosts.flatMap(({ name }) => overlaps(blocksOn(topology, name))),
  ];
}

/** Names of an institute's nodes and chaincode services as the whole network has them; each stands there once. */
const wholeNames = ({ name, peers, ordering }: Topology['nmis'][number]): string[] => {
  const nodes = new Set([...peers, ...(ordering?.orderers ?? [])].map((node) => `${name}-${node.name}`));
  return [...nodes, ...peers.map((_, index) => `${name}-chaincode${index}`)];
};

function repeated(where: string, names: readonly string[]): string[] {
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(twice)].map((name) => `${where}: ${name} stands there more than once`);
}

function blocksOn({ nmis }: Topology, hostName: string): Block[] {
  return nmis
    .filter(({ host }) => host === hostName)
    .flatMap(({ name, peers, ordering }) => [
      ...peers.map((peer) => ({ owner: `${name}-${peer.name}`, from: peer.port, size: PORTS_OF_PEER })),
      ...(ordering?.orderers ?? []).map((orderer) => ({
        owner: `${name}-${orderer.name}`,
        from: orderer.port,
        size: PORTS_OF_ORDERER,
      })),
    ]);
}

function overlaps(blocks: readonly Block[]): string[] {
  const sorted = [...blocks].sort((a, b) => a.from - b.from);
  return sorted.flatMap((block, index) => {
    const before = sorted[index - 1];
    if (before === undefined || before.from + before.size <= block.from) return [];
    const last = before.from + before.size - 1;
    return [
      `ports: ${before.owner} takes ${before.from} to ${last}, so ${block.owner} cannot begin at ${block.from}`,
    ];
  });
}
