// SPDX-License-Identifier: Apache-2.0
import type { Layout, OwnAuthority } from '../directory/layout.js';
import { removeFolder, writePrivate } from '../directory/private-files.js';
import type { Institute, NetworkModel, PeerNode } from '../model/network-model.js';
import type { Programs } from '../programs/find-programs.js';
import { runProgram } from '../programs/run-program.js';
import { renderCryptoConfig } from '../render/crypto-config.js';
import { Authority, type Certified } from './authority.js';

/**
 * Makes all keys and certificates of a network: enrolment and TLS of nodes and users with cryptogen; with authorities
 * of our own the mutual TLS between peer and chaincode, and the clients of operations endpoints.
 * @throws {@link NetworkError} `COMMAND_FAILED`, `STORAGE_FAILED`
 */
export async function makeMaterial(
  layout: Layout,
  model: NetworkModel,
  { cryptogen }: Programs,
  signal: AbortSignal | undefined,
): Promise<void> {
  writePrivate(layout.cryptoConfigFile, renderCryptoConfig(model));
  removeFolder(layout.cryptoConfig);
  await runProgram(layout, {
    purpose: 'make keys and certificates',
    program: cryptogen,
    args: ['generate', `--config=${layout.cryptoConfigFile}`, `--output=${layout.cryptoConfig}`],
    signal,
  });
  removeFolder(layout.ownMaterial);
  for (const nmi of model.nmis) {
    await makeOperator(layout, nmi);
    await makeChaincodeTls(layout, nmi);
  }
}

async function newAuthority(
  layout: Layout,
  { name, domain }: Institute,
  kind: OwnAuthority,
): Promise<Authority> {
  const authority = await Authority.create({ commonName: `${kind}.${domain}`, organisation: domain });
  authority.writeCertificate(layout.ownAuthority(name, kind));
  return authority;
}

async function makeOperator(layout: Layout, nmi: Institute): Promise<void> {
  const authority = await newAuthority(layout, nmi, 'operations-ca');
  const subject: Certified = { commonName: `operator@${nmi.domain}`, organisation: nmi.domain };
  await authority.issue(subject, layout.operator(nmi.name));
}

async function makeChaincodeTls(layout: Layout, nmi: Institute): Promise<void> {
  const authority = await newAuthority(layout, nmi, 'chaincode-ca');
  for (const peer of nmi.peers) {
    await authority.issue(serverOf(peer), layout.chaincodeServer(peer));
    await authority.issue(
      { commonName: peer.hostName, organisation: peer.domain },
      layout.chaincodeClient(peer),
    );
  }
}

/** The service is reached over the loopback or, in a container, by its service name. */
const serverOf = ({ chaincodeName, domain }: PeerNode): Certified => ({
  commonName: `${chaincodeName}.${domain}`,
  organisation: domain,
  hosts: ['localhost', '127.0.0.1', chaincodeName],
});
