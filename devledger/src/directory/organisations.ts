// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../identity/identity.js';

/** A member organisation of the channel: one peer, one gateway, one chaincode process. */
export interface OrganisationSpec {
  /** Short name in lower case: part of file names. */
  readonly name: string;
  readonly mspId: string;
  /** Domain of the peer's and the users' names. */
  readonly domain: string;
}

/** A client identity that each organisation gets. */
export interface UserSpec {
  readonly name: string;
  readonly role: Extract<Role, 'admin' | 'client'>;
}

/** The members of a new ledger. */
export const DEFAULT_ORGANISATIONS: readonly OrganisationSpec[] = [
  { name: 'ptb', mspId: 'PTBMSP', domain: 'ptb.example' },
  { name: 'inmetro', mspId: 'InmetroMSP', domain: 'inmetro.example' },
];

/** The users of each organisation. */
export const USERS: readonly UserSpec[] = [
  { name: 'admin', role: 'admin' },
  { name: 'endorser1', role: 'client' },
  { name: 'endorser2', role: 'client' },
  { name: 'society', role: 'client' },
  { name: 'manufacturer', role: 'client' },
];

/** The organisation of the orderer. It signs blocks and is no member of the application. */
export const ORDERER: OrganisationSpec = { name: 'orderer', mspId: 'OrdererMSP', domain: 'orderer.example' };

/** Host name of an organisation's peer. */
export function peerHost({ domain }: OrganisationSpec): string {
  return `peer0.${domain}`;
}
