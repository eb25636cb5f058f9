// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

/** A certificate and its key, as files. */
export interface KeyPairFiles {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Where everything is inside a data directory. */
export class DirectoryLayout {
  readonly root: string;

  /** @param root - the data directory; made absolute */
  constructor(root: string) {
    this.root = path.resolve(root);
  }

  get configuration(): string {
    return path.join(this.root, 'config.json');
  }

  get descriptor(): string {
    return path.join(this.root, 'ledger.json');
  }

  /** Whom to believe who checks verdict bundles of this ledger. */
  get trust(): string {
    return path.join(this.root, 'trust.json');
  }

  get blocks(): string {
    return path.join(this.root, 'blocks.bin');
  }

  get crypto(): string {
    return path.join(this.root, 'crypto');
  }

  get profiles(): string {
    return path.join(this.root, 'profiles');
  }

  get logs(): string {
    return path.join(this.root, 'logs');
  }

  get ledgerLog(): string {
    return path.join(this.logs, 'ledger.log');
  }

  /** Process IDs of the chaincode processes of the last run. */
  get chaincodeProcesses(): string {
    return path.join(this.root, 'chaincode.pids');
  }

  chaincodeLog(organisation: string): string {
    return path.join(this.logs, `chaincode-${organisation}.log`);
  }

  profile(organisation: string, user: string): string {
    return path.join(this.profiles, `${organisation}-${user}.json`);
  }

  /** Key pair of an authority: `ca`, `tls-ca` or `chaincode-ca`. */
  authority(organisation: string, name: 'ca' | 'tls-ca' | 'chaincode-ca'): KeyPairFiles {
    return keyPair(path.join(this.crypto, organisation, name));
  }

  /** Key pair of a node or of its TLS server: `peer0`, `tls`, `chaincode-server`, `chaincode-client`, `orderer0`. */
  node(organisation: string, name: string): KeyPairFiles {
    return keyPair(path.join(this.crypto, organisation, name));
  }

  /** Revocation lists of an organisation's enrolment authority. */
  revocationLists(organisation: string): string {
    return path.join(this.crypto, organisation, 'crls');
  }

  user(organisation: string, name: string): KeyPairFiles {
    return keyPair(path.join(this.crypto, organisation, 'users', name));
  }
}

function keyPair(folder: string): KeyPairFiles {
  return { certificate: path.join(folder, 'cert.pem'), privateKey: path.join(folder, 'key.pem') };
}
