// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { FabricNode, Institute, PeerNode } from '../model/network-model.js';
import type { User } from '../model/users.js';

/** A certificate and its private key, as files. */
export interface KeyPairFiles {
  readonly certificate: string;
  readonly privateKey: string;
}

/** An enrolment and TLS folder as cryptogen lays them out. */
export interface NodeMaterial {
  /** Local MSP: own certificate, own key, authorities, node roles. */
  readonly msp: string;
  readonly tls: KeyPairFiles & { readonly authority: string };
}

/** Authorities of an institute that only its own nodes and tools trust. */
export type OwnAuthority = 'chaincode-ca' | 'operations-ca';

const keyPair = (folder: string, name: string): KeyPairFiles => ({
  certificate: path.join(folder, `${name}.crt`),
  privateKey: path.join(folder, `${name}.key`),
});

/** Where everything stands inside the directory of a network. */
export class Layout {
  readonly root: string;

  /** @param root - made absolute */
  constructor(root: string) {
    this.root = path.resolve(root);
  }

  /** What the network was made from, and how far making it came. */
  get record(): string {
    return path.join(this.root, 'network.json');
  }

  get lock(): string {
    return path.join(this.root, 'network.lock');
  }

  /** There while the network answers. */
  get descriptor(): string {
    return path.join(this.root, 'ledger.json');
  }

  get cryptoConfigFile(): string {
    return path.join(this.root, 'crypto-config.yaml');
  }

  get configtxFile(): string {
    return path.join(this.root, 'configtx.yaml');
  }

  get genesisBlock(): string {
    return path.join(this.root, 'genesis.block');
  }

  /** Whom to believe who checks verdict bundles of this network. */
  get trust(): string {
    return path.join(this.root, 'trust.json');
  }

  get prometheusFile(): string {
    return path.join(this.root, 'prometheus.yml');
  }

  /** Key material made by cryptogen. */
  get cryptoConfig(): string {
    return path.join(this.root, 'crypto-config');
  }

  /** Key material of authorities that cryptogen does not know. */
  get ownMaterial(): string {
    return path.join(this.root, 'own-material');
  }

  get profiles(): string {
    return path.join(this.root, 'profiles');
  }

  get logs(): string {
    return path.join(this.root, 'logs');
  }

  get processes(): string {
    return path.join(this.root, 'processes');
  }

  /** The copy of the chaincode that this network runs; a later build does not change it. */
  get chaincode(): string {
    return path.join(this.root, 'chaincode');
  }

  get chaincodeCode(): string {
    return path.join(this.chaincode, 'package');
  }

  log(process: string): string {
    return path.join(this.logs, `${process}.log`);
  }

  processFile(process: string): string {
    return path.join(this.processes, `${process}.json`);
  }

  /** Configuration files of a node, a `FABRIC_CFG_PATH`. */
  nodeConfig(node: string): string {
    return path.join(this.root, 'nodes', node, 'config');
  }

  /** Ledger of a node. */
  nodeData(node: string): string {
    return path.join(this.root, 'nodes', node, 'data');
  }

  profile(identity: string): string {
    return path.join(this.profiles, `${identity}.json`);
  }

  chaincodePackage(nmi: string): string {
    return path.join(this.chaincode, `${nmi}.tgz`);
  }

  /** How a peer reaches its chaincode service, with the key for it. */
  chaincodeConnection(peer: PeerNode): string {
    return path.join(this.nodeConfig(peer.name), 'chaincode-connection.json');
  }

  /** Enrolment and TLS of a node. */
  node(node: FabricNode): NodeMaterial {
    const [kind, nodes] =
      node.kind === 'peer'
        ? (['peerOrganizations', 'peers'] as const)
        : (['ordererOrganizations', 'orderers'] as const);
    return material(path.join(this.cryptoConfig, kind, node.domain, nodes, node.hostName), 'server');
  }

  user({ domain }: Institute, { cryptogenName }: User): NodeMaterial & { readonly identity: KeyPairFiles } {
    const name = `${cryptogenName}@${domain}`;
    const folder = path.join(this.cryptoConfig, 'peerOrganizations', domain, 'users', name);
    const msp = path.join(folder, 'msp');
    const identity = {
      certificate: path.join(msp, 'signcerts', `${name}-cert.pem`),
      privateKey: path.join(msp, 'keystore', 'priv_sk'),
    };
    return { ...material(folder, 'client'), identity };
  }

  /** Root certificate of the TLS authority that certifies a node. */
  tlsAuthority(node: FabricNode): string {
    return this.node(node).tls.authority;
  }

  /** Certificate of an authority; its key is written nowhere. */
  ownAuthority(nmi: string, authority: OwnAuthority): string {
    return path.join(this.ownMaterial, nmi, `${authority}.crt`);
  }

  /** Client certificate for operations and orderer administration endpoints of an institute. */
  operator(nmi: string): KeyPairFiles {
    return keyPair(path.join(this.ownMaterial, nmi), 'operator');
  }

  chaincodeServer(peer: PeerNode): KeyPairFiles {
    return keyPair(path.join(this.ownMaterial, peer.nmi), `${peer.name}-chaincode-server`);
  }

  chaincodeClient(peer: PeerNode): KeyPairFiles {
    return keyPair(path.join(this.ownMaterial, peer.nmi), `${peer.name}-chaincode-client`);
  }
}

function material(folder: string, role: 'server' | 'client'): NodeMaterial {
  const tls = path.join(folder, 'tls');
  return {
    msp: path.join(folder, 'msp'),
    tls: { ...keyPair(tls, role), authority: path.join(tls, 'ca.crt') },
  };
}
