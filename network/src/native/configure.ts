// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { writeConnection } from '../chaincode/connection.js';
import type { Layout } from '../directory/layout.js';
import { writePrivate } from '../directory/private-files.js';
import { nodesOf, type FabricNode, type NetworkModel } from '../model/network-model.js';
import type { Finding } from '../programs/find-programs.js';
import { byHostAddress } from '../render/addressing.js';
import { renderCore } from '../render/core.js';
import { renderOrderer } from '../render/orderer.js';
import type { NodePlaces } from '../render/places.js';
import { renderPrometheus } from '../render/prometheus.js';
import { BUILDER } from '../topology/files.js';

/** The address that native nodes listen on. */
export const LOOPBACK = '127.0.0.1';

/** Native nodes are all of this machine: a topology whose hosts have other addresses needs another mode. */
export function hostsElsewhere(model: NetworkModel): Finding[] {
  const elsewhere = nodesOf(model).filter(({ address }) => address !== 'localhost' && address !== LOOPBACK);
  return elsewhere.map(({ name, address }) => ({
    text: `${name} belongs on ${address}, native nodes run on localhost`,
    next: 'Give the hosts of the topology the address localhost, or choose another --mode.',
  }));
}

/**
 * Writes the configuration of every node as a process of this machine, and the scrape file.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export function configureNodes(layout: Layout, model: NetworkModel): void {
  for (const node of nodesOf(model)) {
    const file = path.join(layout.nodeConfig(node.name), node.kind === 'peer' ? 'core.yaml' : 'orderer.yaml');
    writePrivate(file, nodeConfiguration(layout, model, node));
    if (node.kind === 'peer') writeConnection(layout, node, 'localhost');
  }
  writePrivate(
    layout.prometheusFile,
    renderPrometheus(model, (node) => ({
      client: layout.operator(node.nmi),
      authority: layout.tlsAuthority(node),
    })),
  );
}

function nodeConfiguration(layout: Layout, { nmis }: NetworkModel, node: FabricNode): string {
  const places = placesOf(layout, node);
  if (node.kind === 'orderer') return renderOrderer(node, places);
  const neighbours = nmis.find(({ name }) => name === node.nmi)?.peers ?? [];
  return renderCore(node, neighbours, byHostAddress, { ...places, builder: BUILDER });
}

const placesOf = (layout: Layout, node: FabricNode): NodePlaces => ({
  listenHost: LOOPBACK,
  material: layout.node(node),
  operationsAuthority: layout.ownAuthority(node.nmi, 'operations-ca'),
  data: layout.nodeData(node.name),
});
