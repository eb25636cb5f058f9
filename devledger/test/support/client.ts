// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import * as grpc from '@grpc/grpc-js';
import {
  connect,
  type Contract,
  type Gateway,
  hash,
  type Network,
  type Signer,
  signers,
} from '@hyperledger/fabric-gateway';

/** What the tests read in a profile. */
export interface Profile {
  readonly channel: string;
  readonly chaincode: string;
  readonly mspId: string;
  readonly certificate: Uint8Array;
  readonly privateKey: string;
  readonly address: string;
  readonly tlsRoot: Uint8Array;
  readonly serverName: string;
}

/** The real client, connected. */
export interface TestClient {
  readonly profile: Profile;
  readonly rpc: grpc.Client;
  readonly gateway: Gateway;
  readonly network: Network;
  readonly contract: Contract;
  close(): void;
}

interface ProfileDocument {
  readonly channel: string;
  readonly chaincode: string;
  readonly mspId: string;
  readonly certificate: string;
  readonly privateKey: string;
  readonly gateways: readonly [{ address: string; tlsRootCertificates: string; serverName: string }];
}

/** Reads a connection profile and the files it names. */
export function readProfile(file: string): Profile {
  const document = JSON.parse(readFileSync(file, 'utf8')) as ProfileDocument;
  const read = (name: string): Buffer => readFileSync(path.resolve(path.dirname(file), name));
  const [{ address, tlsRootCertificates, serverName }] = document.gateways;
  const { channel, chaincode, mspId } = document;
  return {
    channel,
    chaincode,
    mspId,
    address,
    serverName,
    certificate: read(document.certificate),
    privateKey: read(document.privateKey).toString(),
    tlsRoot: read(tlsRootCertificates),
  };
}

/** What a test may exchange in a client. */
export interface ClientOverrides {
  readonly mspId?: string;
  readonly certificate?: Uint8Array;
  readonly signer?: Signer;
}

/** How the peer of a profile is trusted. */
export function credentialsOf(profile: Profile): [grpc.ChannelCredentials, grpc.ChannelOptions] {
  return [
    grpc.credentials.createSsl(Buffer.from(profile.tlsRoot)),
    { 'grpc.ssl_target_name_override': profile.serverName, 'grpc.max_receive_message_length': -1 },
  ];
}

/** A gRPC connection to the gateway of a profile. */
export function rpcClient(profile: Profile): grpc.Client {
  return new grpc.Client(profile.address, ...credentialsOf(profile));
}

/** Connects the real client, as the user of a profile unless told otherwise. */
export function connectAs(profileFile: string, overrides: ClientOverrides = {}): TestClient {
  const profile = readProfile(profileFile);
  const rpc = rpcClient(profile);
  const gateway = connect({
    client: rpc,
    identity: {
      mspId: overrides.mspId ?? profile.mspId,
      credentials: overrides.certificate ?? profile.certificate,
    },
    signer: overrides.signer ?? signers.newPrivateKeySigner(createPrivateKey(profile.privateKey)),
    hash: hash.sha256,
  });
  const network = gateway.getNetwork(profile.channel);
  const contract = network.getContract(profile.chaincode);
  return {
    profile,
    rpc,
    gateway,
    network,
    contract,
    close: () => {
      gateway.close();
      rpc.close();
    },
  };
}

/** Bytes as UTF-8 text. */
export function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
