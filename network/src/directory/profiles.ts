// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { peersOf, type NetworkModel, type PeerNode } from '../model/network-model.js';
import { identitiesOf, type Identity } from '../model/users.js';
import type { Layout } from './layout.js';
import { writePrivateJson } from './private-files.js';

/** Profiles of a network: path relative to its directory, by name. */
export type ProfileIndex = Readonly<Record<string, string>>;

/**
 * Writes one connection profile for each identity. It names the gateways of the own institute first, then the
 * others': a client goes on while any of them answers. Paths are relative to the profile.
 * @throws {@link NetworkError} `STORAGE_FAILED`
 */
export function writeProfiles(layout: Layout, model: NetworkModel): ProfileIndex {
  const identities = identitiesOf(model);
  for (const identity of identities)
    writePrivateJson(layout.profile(identity.name), profile(layout, model, identity));
  return Object.fromEntries(
    identities.map(({ name }) => [name, relative(layout.root, layout.profile(name))]),
  );
}

function profile(layout: Layout, model: NetworkModel, { name, user, nmi }: Identity): unknown {
  const { certificate, privateKey } = layout.user(nmi, user).identity;
  const foreign = peersOf(model).filter((peer) => peer.nmi !== nmi.name);
  return {
    name,
    channel: model.channel,
    chaincode: model.chaincode,
    mspId: nmi.mspId,
    certificate: relative(layout.profiles, certificate),
    privateKey: relative(layout.profiles, privateKey),
    gateways: [...nmi.peers, ...foreign].map((peer) => gateway(layout, peer)),
  };
}

const gateway = (layout: Layout, peer: PeerNode): unknown => ({
  address: `${peer.address}:${peer.ports.grpc}`,
  tlsRootCertificates: relative(layout.profiles, layout.tlsAuthority(peer)),
  serverName: peer.hostName,
});

const relative = (folder: string, file: string): string =>
  path.relative(folder, file).split(path.sep).join('/');
