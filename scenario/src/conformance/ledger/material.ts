// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { KeyPairFiles } from '../identity/caller';

/** Where a ledger for trying out keeps the keys that callers of the wrong kind need. */
export interface LedgerMaterial {
  /** Enrolment authority of an institute, such as `ptb`. */
  readonly authority: (institute: string) => KeyPairFiles;
  /** Enrolment of an institute's first peer. */
  readonly peer: (institute: string) => KeyPairFiles;
  /** Enrolment of the first orderer, and its MSP. */
  readonly orderer: KeyPairFiles & { readonly mspId: string };
}

/** The files of the embedded ledger: see `devledger/README.md`. */
export function embeddedMaterial(root: string): LedgerMaterial {
  const pair = (...parts: string[]): KeyPairFiles => {
    const folder = path.join(root, 'crypto', ...parts);
    return { certificate: path.join(folder, 'cert.pem'), privateKey: path.join(folder, 'key.pem') };
  };
  return {
    authority: (institute) => pair(institute, 'ca'),
    peer: (institute) => pair(institute, 'peer0'),
    orderer: { ...pair('orderer', 'orderer0'), mspId: 'OrdererMSP' },
  };
}

/** The files of a network of `network/`, as cryptogen names them. */
export function networkMaterial(root: string): LedgerMaterial {
  const organisation = (kind: string, domain: string): string =>
    path.join(root, 'crypto-config', kind, domain);
  const enrolment = (folder: string, host: string): KeyPairFiles => ({
    certificate: path.join(folder, host, 'msp', 'signcerts', `${host}-cert.pem`),
    privateKey: path.join(folder, host, 'msp', 'keystore', 'priv_sk'),
  });
  const domain = (institute: string): string => `${institute}.example`;
  const ordering = 'orderers.ptb.example';
  return {
    authority: (institute) => {
      const folder = path.join(organisation('peerOrganizations', domain(institute)), 'ca');
      const certificate = path.join(folder, `ca.${domain(institute)}-cert.pem`);
      return { certificate, privateKey: path.join(folder, 'priv_sk') };
    },
    peer: (institute) => {
      const folder = path.join(organisation('peerOrganizations', domain(institute)), 'peers');
      return enrolment(folder, `peer0.${domain(institute)}`);
    },
    orderer: {
      ...enrolment(
        path.join(organisation('ordererOrganizations', ordering), 'orderers'),
        'orderer0.ptb.example',
      ),
      mspId: 'PTBOrdererMSP',
    },
  };
}
