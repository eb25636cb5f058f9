// SPDX-License-Identifier: Apache-2.0
import type { Layout } from '../directory/layout.js';
import type { Institute, PeerNode } from '../model/network-model.js';
import { USERS, type User } from '../model/users.js';

/** Variables for the program `peer`: which peer to speak to, and as whom. */
export function peerEnvironment(
  layout: Layout,
  { nmi, user, peer }: Readonly<{ nmi: Institute; user: User; peer: PeerNode }>,
): Record<string, string> {
  return {
    FABRIC_CFG_PATH: layout.nodeConfig(peer.name),
    FABRIC_LOGGING_SPEC: 'error',
    CORE_PEER_LOCALMSPID: nmi.mspId,
    CORE_PEER_MSPCONFIGPATH: layout.user(nmi, user).msp,
    CORE_PEER_ADDRESS: `${peer.address}:${peer.ports.grpc}`,
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_TLS_ROOTCERT_FILE: layout.tlsAuthority(peer),
  };
}

/** The administrator of every institute. */
export const ADMINISTRATOR: User = USERS.find(({ name }) => name === 'admin') ?? {
  name: 'admin',
  cryptogenName: 'Admin',
};

/** The same for an institute's administrator. */
export const administratorEnvironment = (
  layout: Layout,
  nmi: Institute,
  peer: PeerNode,
): Record<string, string> => peerEnvironment(layout, { nmi, user: ADMINISTRATOR, peer });
