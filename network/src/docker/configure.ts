// SPDX-License-Identifier: Apache-2.0
import { chmodSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { writeConnection } from '../chaincode/connection.js';
import type { Layout } from '../directory/layout.js';
import { writePrivate } from '../directory/private-files.js';
import type { NetworkRecord } from '../directory/record.js';
import {
  nodesOf,
  peersOf,
  type FabricNode,
  type NetworkModel,
  type PeerNode,
} from '../model/network-model.js';
import { byHostName } from '../render/addressing.js';
import { renderCore } from '../render/core.js';
import { renderOrderer } from '../render/orderer.js';
import { renderPrometheus } from '../render/prometheus.js';
import { BUILDER } from '../topology/files.js';
import { environmentText } from './compose/environment-file.js';
import { containerPlaces, SERVICE_FILES } from './compose/places.js';
import { renderCompose } from './compose/render-compose.js';
import { parseUser } from './container-user.js';
import { composeFile, environmentFile } from './files.js';
import { copyPrivate, giveAway } from './private-copies.js';
import { writeRootEnvironment } from './root-environment.js';
import { settingsOf } from './settings.js';

/**
 * Writes one folder for each service with all that it may read, owned by the user of the containers; the Compose file
 * with its environment file; and the scrape file.
 * @throws {@link NetworkError} `STORAGE_FAILED`, `BAD_OPTION`
 */
export function configureServices(layout: Layout, { model, chaincode }: NetworkRecord): void {
  const settings = settingsOf(layout, chaincode);
  const user = parseUser(settings.user);
  for (const node of nodesOf(model)) {
    writeNodeFolder(layout, model, node);
    giveAway(layout.nodeConfig(node.name), user);
  }
  for (const peer of peersOf(model)) {
    writeChaincodeFolder(layout, peer);
    giveAway(layout.nodeConfig(peer.chaincodeName), user);
  }
  writePrivate(composeFile(layout), renderCompose(model));
  writePrivate(environmentFile(layout), environmentText(settings));
  writeRootEnvironment(model, settings);
  writePrivate(
    layout.prometheusFile,
    renderPrometheus(model, (node) => ({
      client: layout.operator(node.nmi),
      authority: layout.tlsAuthority(node),
    })),
  );
}

function writeNodeFolder(layout: Layout, { nmis }: NetworkModel, node: FabricNode): void {
  const folder = layout.nodeConfig(node.name);
  const { msp, tls } = layout.node(node);
  copyPrivate(msp, path.join(folder, SERVICE_FILES.msp));
  copyPrivate(path.dirname(tls.certificate), path.join(folder, SERVICE_FILES.tls));
  copyPrivate(
    layout.ownAuthority(node.nmi, 'operations-ca'),
    path.join(folder, SERVICE_FILES.operationsAuthority),
  );
  if (node.kind === 'orderer') {
    writePrivate(path.join(folder, 'orderer.yaml'), renderOrderer(node, containerPlaces));
    return;
  }
  const neighbours = nmis.find(({ name }) => name === node.nmi)?.peers ?? [];
  writePrivate(path.join(folder, 'core.yaml'), renderCore(node, neighbours, byHostName, containerPlaces));
  writeConnection(layout, node, node.chaincodeName);
  const builder = path.join(folder, SERVICE_FILES.builder);
  copyPrivate(BUILDER, builder);
  for (const name of readdirSync(path.join(builder, 'bin')))
    chmodSync(path.join(builder, 'bin', name), 0o700);
}

function writeChaincodeFolder(layout: Layout, peer: PeerNode): void {
  const folder = layout.nodeConfig(peer.chaincodeName);
  const { certificate, privateKey } = layout.chaincodeServer(peer);
  copyPrivate(certificate, path.join(folder, SERVICE_FILES.server.certificate));
  copyPrivate(privateKey, path.join(folder, SERVICE_FILES.server.privateKey));
  copyPrivate(
    layout.ownAuthority(peer.nmi, 'chaincode-ca'),
    path.join(folder, SERVICE_FILES.chaincodeAuthority),
  );
}
