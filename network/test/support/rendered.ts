// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { Layout } from '../../dist/directory/layout.js';
import { nodesOf, type FabricNode, type NetworkModel } from '../../dist/model/network-model.js';
import { byHostAddress, byHostName } from '../../dist/render/addressing.js';
import { renderConfigtx } from '../../dist/render/configtx.js';
import { renderCore } from '../../dist/render/core.js';
import { renderCryptoConfig } from '../../dist/render/crypto-config.js';
import { renderOrderer } from '../../dist/render/orderer.js';
import { renderPrometheus, type ScrapeFiles } from '../../dist/render/prometheus.js';

const layout = new Layout('/network');

function nodeFile(model: NetworkModel, node: FabricNode): [string, string] {
  const places = {
    listenHost: '127.0.0.1',
    material: layout.node(node),
    operationsAuthority: layout.ownAuthority(node.nmi, 'operations-ca'),
    data: layout.nodeData(node.name),
    builder: '/builder',
  };
  if (node.kind === 'orderer') return [path.join(node.name, 'orderer.yaml'), renderOrderer(node, places)];
  const neighbours = model.nmis.find(({ name }) => name === node.nmi)?.peers ?? [];
  return [path.join(node.name, 'core.yaml'), renderCore(node, neighbours, byHostAddress, places)];
}

/** Every text that is rendered for a model, by file name; natively, and for name services where that differs. */
export function renderAll(model: NetworkModel): ReadonlyMap<string, string> {
  const scrape = (node: FabricNode): ScrapeFiles => ({
    client: layout.operator(node.nmi),
    authority: layout.tlsAuthority(node),
  });
  return new Map([
    ['crypto-config.yaml', renderCryptoConfig(model)],
    ['configtx.yaml', renderConfigtx(model, byHostAddress)],
    ['configtx-by-host-name.yaml', renderConfigtx(model, byHostName)],
    ['prometheus.yml', renderPrometheus(model, scrape)],
    ...nodesOf(model).map((node) => nodeFile(model, node)),
  ]);
}
