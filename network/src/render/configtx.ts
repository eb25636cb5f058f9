// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { orderersOf, type Institute, type NetworkModel, type Ordering } from '../model/network-model.js';
import { accessRules } from './access-rules.js';
import type { Addressing } from './addressing.js';
import { yamlText } from './yaml-text.js';

/** Name of the one profile in configtx.yaml. */
export const CHANNEL_PROFILE = 'MeterpkiChannel';

const signature = (Rule: string): unknown => ({ Type: 'Signature', Rule });
const implicit = (Rule: string): unknown => ({ Type: 'ImplicitMeta', Rule });

/** Rules of every group that speaks for its members. */
const groupPolicies = {
  Readers: implicit('ANY Readers'),
  Writers: implicit('ANY Writers'),
  Admins: implicit('MAJORITY Admins'),
};

const anyOf = (mspId: string, ...roles: string[]): unknown =>
  signature(`OR(${roles.map((role) => `'${mspId}.${role}'`).join(', ')})`);

/**
 * Renders `configtx.yaml`, the input of configtxgen. Folders in it are relative to the file and are those that
 * cryptogen makes beside it.
 * @param addressing - where the nodes of a channel find each other
 */
export function renderConfigtx(model: NetworkModel, addressing: Addressing): string {
  const orderings = model.nmis.flatMap(({ ordering }) => ordering ?? []);
  return yamlText({
    Profiles: {
      [CHANNEL_PROFILE]: {
        Policies: groupPolicies,
        Capabilities: { V3_0: true },
        Orderer: ordererGroup(model, orderings, addressing),
        Application: {
          Organizations: model.nmis.map((nmi) => memberOrganisation(nmi, addressing)),
          Policies: {
            ...groupPolicies,
            // One administrator of any member may hand in what the majority has approved.
            AnyAdmin: implicit('ANY Admins'),
            LifecycleEndorsement: implicit('MAJORITY Endorsement'),
            Endorsement: implicit('MAJORITY Endorsement'),
          },
          ACLs: accessRules,
          Capabilities: { V2_5: true },
        },
      },
    },
  });
}

function memberOrganisation({ mspId, domain, peers }: Institute, addressing: Addressing): unknown {
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: `crypto-config/peerOrganizations/${domain}/msp`,
    Policies: {
      Readers: anyOf(mspId, 'admin', 'peer', 'client'),
      Writers: anyOf(mspId, 'admin', 'client'),
      Admins: anyOf(mspId, 'admin'),
      Endorsement: anyOf(mspId, 'peer'),
    },
    AnchorPeers: peers.slice(0, 2).map((peer) => ({ Host: addressing(peer), Port: peer.ports.grpc })),
  };
}

function ordererOrganisation({ mspId, domain, orderers }: Ordering, addressing: Addressing): unknown {
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: `crypto-config/ordererOrganizations/${domain}/msp`,
    Policies: {
      Readers: anyOf(mspId, 'admin', 'orderer'),
      Writers: anyOf(mspId, 'admin', 'orderer'),
      Admins: anyOf(mspId, 'admin'),
    },
    OrdererEndpoints: orderers.map((orderer) => `${addressing(orderer)}:${orderer.ports.grpc}`),
  };
}

function ordererGroup(model: NetworkModel, orderings: readonly Ordering[], addressing: Addressing): unknown {
  const { timeout, maxMessageCount, absoluteMaxBytes, preferredMaxBytes } = model.batch;
  return {
    OrdererType: 'etcdraft',
    BatchTimeout: timeout,
    BatchSize: {
      MaxMessageCount: maxMessageCount,
      AbsoluteMaxBytes: absoluteMaxBytes,
      PreferredMaxBytes: preferredMaxBytes,
    },
    EtcdRaft: {
      Consenters: orderersOf(model).map((orderer) => {
        const folder = `crypto-config/ordererOrganizations/${orderer.domain}/orderers/${orderer.hostName}`;
        const certificate = path.posix.join(folder, 'tls/server.crt');
        return {
          Host: addressing(orderer),
          Port: orderer.ports.grpc,
          ClientTLSCert: certificate,
          ServerTLSCert: certificate,
        };
      }),
      // Fabric's own values; a shorter tick makes elections nervous on a busy machine.
      Options: {
        TickInterval: '500ms',
        ElectionTick: 10,
        HeartbeatTick: 1,
        MaxInflightBlocks: 5,
        SnapshotIntervalSize: '16 MB',
      },
    },
    Organizations: orderings.map((ordering) => ordererOrganisation(ordering, addressing)),
    Policies: { ...groupPolicies, BlockValidation: implicit('ANY Writers') },
    Capabilities: { V2_0: true },
  };
}
