// SPDX-License-Identifier: Apache-2.0
import { parse } from 'yaml';
import { nodesOf, orderersOf, peersOf, type NetworkModel } from '../../dist/model/network-model.js';
import { byHostName } from '../../dist/render/addressing.js';
import { renderConfigtx } from '../../dist/render/configtx.js';
import { modelOf } from '../support/models.js';
import { renderAll } from '../support/rendered.js';

interface Organisation {
  ID: string;
  MSPDir: string;
  Policies: Record<string, { Rule: string }>;
  OrdererEndpoints?: string[];
  AnchorPeers?: { Host: string; Port: number }[];
}

interface Configtx {
  Profiles: {
    MeterpkiChannel: {
      Orderer: {
        EtcdRaft: { Consenters: { Host: string; Port: number; ServerTLSCert: string }[] };
        Organizations: Organisation[];
      };
      Application: {
        Organizations: Organisation[];
        Policies: Record<string, { Rule: string }>;
        ACLs: Record<string, string>;
      };
    };
  };
}

interface CryptoConfig {
  PeerOrgs: { Domain: string; Specs: { CommonName: string }[]; EnableNodeOUs: boolean }[];
  OrdererOrgs: { Domain: string; Specs: { CommonName: string }[]; EnableNodeOUs: boolean }[];
}

const channelOf = (model: NetworkModel): Configtx['Profiles']['MeterpkiChannel'] =>
  (parse(renderConfigtx(model, byHostName)) as Configtx).Profiles.MeterpkiChannel;

describe.each(['default', 'paper-a'] as const)('the files rendered from %s agree', (name) => {
  const model = modelOf(name);
  const rendered = renderAll(model);
  const channel = channelOf(model);
  const crypto = parse(rendered.get('crypto-config.yaml') ?? '') as CryptoConfig;

  it('on the folders of organisations: configtx names those that cryptogen makes', () => {
    const made = [
      ...crypto.PeerOrgs.map(({ Domain }) => `crypto-config/peerOrganizations/${Domain}/msp`),
      ...crypto.OrdererOrgs.map(({ Domain }) => `crypto-config/ordererOrganizations/${Domain}/msp`),
    ];
    const used = [...channel.Application.Organizations, ...channel.Orderer.Organizations].map(
      ({ MSPDir }) => MSPDir,
    );
    expect(used.sort()).toEqual(made.sort());
  });

  it('on consenters: certificates of cryptogen, hosts and ports of the endpoints', () => {
    const consenters = channel.Orderer.EtcdRaft.Consenters;
    const certificates = crypto.OrdererOrgs.flatMap(({ Domain, Specs }) =>
      Specs.map(
        ({ CommonName }) =>
          `crypto-config/ordererOrganizations/${Domain}/orderers/${CommonName}/tls/server.crt`,
      ),
    );
    expect(consenters.map(({ ServerTLSCert }) => ServerTLSCert)).toEqual(certificates);
    expect(consenters.map(({ Host, Port }) => `${Host}:${Port}`)).toEqual(
      channel.Orderer.Organizations.flatMap(({ OrdererEndpoints }) => OrdererEndpoints ?? []),
    );
  });

  it('on MSP IDs and ports: nodes listen where the channel looks for them', () => {
    const members = new Map(channel.Application.Organizations.map((one) => [one.ID, one]));
    for (const peer of peersOf(model)) {
      const core = parse(rendered.get(`${peer.name}/core.yaml`) ?? '') as { peer: Record<string, unknown> };
      expect(core.peer).toMatchObject({
        localMspId: peer.mspId,
        listenAddress: `127.0.0.1:${peer.ports.grpc}`,
      });
      expect(members.get(peer.mspId)?.AnchorPeers).toContainEqual({
        Host: peer.hostName,
        Port: peer.ports.grpc,
      });
    }
    for (const orderer of orderersOf(model)) {
      const settings = parse(rendered.get(`${orderer.name}/orderer.yaml`) ?? '') as {
        General: Record<string, unknown>;
      };
      expect(settings.General).toMatchObject({ LocalMSPID: orderer.mspId, ListenPort: orderer.ports.grpc });
      const endpoints = channel.Orderer.Organizations.find(
        ({ ID }) => ID === orderer.mspId,
      )?.OrdererEndpoints;
      expect(endpoints).toContain(`${orderer.hostName}:${orderer.ports.grpc}`);
    }
  });

  it('on host names: every node is certified for the name by which it is found', () => {
    const certified = [...crypto.PeerOrgs, ...crypto.OrdererOrgs].flatMap(({ Specs }) =>
      Specs.map((one) => one.CommonName),
    );
    expect(certified.sort()).toEqual(
      nodesOf(model)
        .map(({ hostName }) => hostName)
        .sort(),
    );
  });
});

describe('configtx.yaml', () => {
  const { Application, Orderer } = channelOf(modelOf());

  it('lets roles act, never plain members', () => {
    const organisations = [...Application.Organizations, ...Orderer.Organizations];
    const rules = organisations.flatMap(({ Policies }) => Object.values(Policies).map(({ Rule }) => Rule));
    expect(rules.filter((rule) => rule.includes('.member'))).toEqual([]);
    expect(Application.Organizations[0]?.Policies.Endorsement?.Rule).toBe("OR('PTBMSP.peer')");
    expect(Application.Organizations[0]?.Policies.Writers?.Rule).toBe("OR('PTBMSP.admin', 'PTBMSP.client')");
  });

  it('asks a majority of institutes for endorsements and for chaincode', () => {
    const { Endorsement, LifecycleEndorsement } = Application.Policies;
    expect([Endorsement?.Rule, LifecycleEndorsement?.Rule]).toEqual([
      'MAJORITY Endorsement',
      'MAJORITY Endorsement',
    ]);
  });

  it('names no policy in its access rules that it does not define', () => {
    const defined = Object.keys(Application.Policies).map((policy) => `/Channel/Application/${policy}`);
    expect(Object.values(Application.ACLs).filter((policy) => !defined.includes(policy))).toEqual([]);
  });
});
