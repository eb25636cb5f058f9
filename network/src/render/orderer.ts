// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { OrdererNode } from '../model/network-model.js';
import type { NodePlaces } from './places.js';
import { yamlText } from './yaml-text.js';

/** Fabric's 100 MiB. */
const MOST_MESSAGE_BYTES = 104_857_600;

/**
 * Renders a complete `orderer.yaml` for one orderer. Raft shares its listener with clients and shows the same
 * certificate. Source: orderer.yaml of Fabric v3.1.5; a member that it does not know ends the orderer.
 */
export function renderOrderer(orderer: OrdererNode, places: NodePlaces): string {
  const { listenHost, material, data } = places;
  return yamlText({
    General: {
      ListenAddress: listenHost,
      ListenPort: orderer.ports.grpc,
      LocalMSPID: orderer.mspId,
      LocalMSPDir: material.msp,
      TLS: {
        Enabled: true,
        Certificate: material.tls.certificate,
        PrivateKey: material.tls.privateKey,
        RootCAs: [material.tls.authority],
        ClientAuthRequired: false,
      },
      Keepalive: { ServerMinInterval: '60s', ServerInterval: '7200s', ServerTimeout: '20s' },
      Backoff: { BaseDelay: '1s', Multiplier: 1.6, MaxDelay: '2m' },
      MaxRecvMsgSize: MOST_MESSAGE_BYTES,
      MaxSendMsgSize: MOST_MESSAGE_BYTES,
      Cluster: { SendBufferSize: 100, ReplicationPolicy: 'simple' },
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
      Authentication: { TimeWindow: '15m' },
    },
    FileLedger: { Location: data },
    Consensus: {
      WALDir: path.posix.join(data, 'etcdraft', 'wal'),
      SnapDir: path.posix.join(data, 'etcdraft', 'snapshot'),
    },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
    Admin: { ListenAddress: `${listenHost}:${orderer.ports.admin}`, TLS: clientTls(places) },
    Operations: { ListenAddress: `${listenHost}:${orderer.ports.operations}`, TLS: clientTls(places) },
    Metrics: { Provider: 'prometheus' },
  });
}

/** TLS for endpoints that only the institute's operators may use. */
function clientTls({ material, operationsAuthority }: NodePlaces): unknown {
  return {
    Enabled: true,
    Certificate: material.tls.certificate,
    PrivateKey: material.tls.privateKey,
    ClientAuthRequired: true,
    ClientRootCAs: [operationsAuthority],
  };
}
