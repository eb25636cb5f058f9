// SPDX-License-Identifier: Apache-2.0
import type { Layout } from '../directory/layout.js';
import type { NetworkRecord } from '../directory/record.js';
import type { PeerNode } from '../model/network-model.js';
import { startProcess, type ProcessStart } from '../processes/start-process.js';
import type { RecordedProcess } from '../processes/process-file.js';

/** How the chaincode service of a peer is started: the shim of Fabric in server mode, with mutual TLS. */
export function chaincodeStart(layout: Layout, { chaincode }: NetworkRecord, peer: PeerNode): ProcessStart {
  const tls = layout.chaincodeServer(peer);
  return {
    name: peer.chaincodeName,
    program: process.execPath,
    args: [
      ...[chaincode.shimCli, 'server', '--chaincode-address', `127.0.0.1:${peer.ports.chaincode}`],
      ...['--chaincode-id', chaincode.packageIds[peer.nmi] ?? ''],
      ...['--chaincode-tls-key-file', tls.privateKey, '--chaincode-tls-cert-file', tls.certificate],
      ...['--chaincode-tls-client-cacert-file', layout.ownAuthority(peer.nmi, 'chaincode-ca')],
    ],
    // The code is a copy without libraries: these stay where the package was staged.
    environment: { ...chaincode.environment, NODE_PATH: chaincode.modules.join(':') },
    workingFolder: layout.chaincodeCode,
  };
}

/** Starts the chaincode service of a peer unless it runs. */
export const startChaincode = (layout: Layout, record: NetworkRecord, peer: PeerNode): RecordedProcess =>
  startProcess(layout, chaincodeStart(layout, record, peer));
