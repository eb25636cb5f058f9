// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { PeerNode } from '../model/network-model.js';
import type { Addressing } from './addressing.js';
import { gossipSection } from './core-gossip.js';
import type { PeerPlaces } from './places.js';
import { yamlText } from './yaml-text.js';

/** Variable that tells the external builder where the connection file of its peer stands. */
export const CONNECTION_VARIABLE = 'METERPKI_CHAINCODE_CONNECTION';

/** Fabric's 100 MiB. */
const MOST_MESSAGE_BYTES = 104_857_600;

/**
 * Renders a complete `core.yaml` for one peer: nothing of Fabric's sample configuration is needed beside it.
 * Source: core.yaml of Fabric v3.1.5 and the code that reads it.
 * @param neighbours - the institute's peers, to be found by gossip
 */
export function renderCore(
  peer: PeerNode,
  neighbours: readonly PeerNode[],
  addressing: Addressing,
  places: PeerPlaces,
): string {
  return yamlText({
    peer: peerSection(peer, neighbours, addressing, places),
    // No container engine: chaincode runs as a service beside the peer.
    vm: { endpoint: '' },
    chaincode: chaincodeSection(places.builder),
    ledger: ledgerSection(places.data),
    operations: {
      listenAddress: `${places.listenHost}:${peer.ports.operations}`,
      tls: {
        enabled: true,
        cert: { file: places.material.tls.certificate },
        key: { file: places.material.tls.privateKey },
        clientAuthRequired: true,
        clientRootCAs: { files: [places.operationsAuthority] },
      },
    },
    metrics: { provider: 'prometheus' },
  });
}

function peerSection(
  peer: PeerNode,
  neighbours: readonly PeerNode[],
  addressing: Addressing,
  { listenHost, material, data }: PeerPlaces,
): unknown {
  const ownAddress = `${addressing(peer)}:${peer.ports.grpc}`;
  const others = neighbours.filter(({ name }) => name !== peer.name);
  const bootstrap = (others.length > 0 ? others : [peer]).map(
    (other) => `${addressing(other)}:${other.ports.grpc}`,
  );
  return {
    id: peer.hostName,
    networkId: 'meterpki',
    localMspId: peer.mspId,
    localMspType: 'bccsp',
    mspConfigPath: material.msp,
    fileSystemPath: data,
    listenAddress: `${listenHost}:${peer.ports.grpc}`,
    address: ownAddress,
    chaincodeListenAddress: `${listenHost}:${peer.ports.chaincodeListener}`,
    addressAutoDetect: false,
    tls: {
      enabled: true,
      clientAuthRequired: false,
      cert: { file: material.tls.certificate },
      key: { file: material.tls.privateKey },
      rootcert: { file: material.tls.authority },
    },
    gateway: { enabled: true, endorsementTimeout: '30s', broadcastTimeout: '30s', dialTimeout: '2m' },
    discovery: {
      enabled: true,
      authCacheEnabled: true,
      authCacheMaxSize: 1000,
      authCachePurgeRetentionRatio: 0.75,
      orgMembersAllowedAccess: false,
    },
    gossip: gossipSection(bootstrap, ownAddress),
    ...connectionSections,
    // Proposals whose time is off by more are refused: synchronise clocks.
    authentication: { timewindow: '15m' },
    BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
    handlers: {
      authFilters: [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }, { name: 'TimeWindowCheck' }],
      decorators: [{ name: 'DefaultDecorator' }],
      endorsers: { escc: { name: 'DefaultEndorsement' } },
      validators: { vscc: { name: 'DefaultValidation' } },
    },
  };
}

/** Intervals and limits of connections. */
const connectionSections = {
  keepalive: {
    interval: '7200s',
    timeout: '20s',
    minInterval: '60s',
    client: { interval: '60s', timeout: '20s' },
    deliveryClient: { interval: '60s', timeout: '20s' },
  },
  client: { connTimeout: '3s' },
  deliveryclient: {
    // Every peer fetches blocks from the orderers itself.
    blockGossipEnabled: false,
    reconnectTotalTimeThreshold: '3600s',
    connTimeout: '3s',
    reConnectBackoffThreshold: '10s',
    blockCensorshipTimeoutKey: '30s',
    minimalReconnectInterval: '100ms',
    policy: 'cluster',
  },
  limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 500 } },
  maxRecvMsgSize: MOST_MESSAGE_BYTES,
  maxSendMsgSize: MOST_MESSAGE_BYTES,
};

function chaincodeSection(builder: string): unknown {
  return {
    mode: 'net',
    // The shim for Node ends at the first keepalive message.
    keepalive: 0,
    installTimeout: '60s',
    startuptimeout: '60s',
    executetimeout: '30s',
    externalBuilders: [{ name: 'meterpki', path: builder, propagateEnvironment: [CONNECTION_VARIABLE] }],
    system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
    logging: { level: 'info', shim: 'warning' },
    runtimeParams: {
      useWriteBatch: true,
      maxSizeWriteBatch: 1000,
      useGetMultipleKeys: true,
      maxSizeGetMultipleKeys: 1000,
    },
  };
}

function ledgerSection(data: string): unknown {
  return {
    state: { stateDatabase: 'goleveldb', totalQueryLimit: 100_000 },
    history: { enableHistoryDatabase: true },
    pvtdataStore: {
      collElgProcMaxDbBatchSize: 5000,
      collElgProcDbBatchesInterval: 1000,
      deprioritizedDataReconcilerInterval: '60m',
      purgeInterval: 100,
      purgedKeyAuditLogging: true,
    },
    snapshots: { rootDir: path.posix.join(data, 'snapshots') },
  };
}
