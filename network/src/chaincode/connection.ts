// SPDX-License-Identifier: Apache-2.0
import type { Layout } from '../directory/layout.js';
import { readText, writePrivateJson } from '../directory/private-files.js';
import type { PeerNode } from '../model/network-model.js';

/**
 * Writes how a peer reaches its chaincode service: mutual TLS under the institute's own authority. Source: Fabric
 * core/container/externalbuilder/instance.go.
 * @param host - where the service listens, as seen by the peer
 */
export function writeConnection(layout: Layout, peer: PeerNode, host: string): void {
  const client = layout.chaincodeClient(peer);
  writePrivateJson(layout.chaincodeConnection(peer), {
    address: `${host}:${peer.ports.chaincode}`,
    dial_timeout: '10s',
    tls_required: true,
    client_auth_required: true,
    root_cert: readText(layout.ownAuthority(peer.nmi, 'chaincode-ca')),
    client_cert: readText(client.certificate),
    client_key: readText(client.privateKey),
  });
}
