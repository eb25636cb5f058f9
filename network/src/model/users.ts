// SPDX-License-Identifier: Apache-2.0
import type { Institute, NetworkModel } from './network-model.js';

/** An identity that every institute gets. */
export interface User {
  /** The name that profiles use. */
  readonly name: string;
  /** The name that cryptogen gives: it knows `Admin` and numbered users only. */
  readonly cryptogenName: string;
}

/** The identities of every institute; cryptogen's numbers follow this order. */
export const USERS: readonly User[] = [
  { name: 'admin', cryptogenName: 'Admin' },
  { name: 'endorser1', cryptogenName: 'User1' },
  { name: 'endorser2', cryptogenName: 'User2' },
  { name: 'society', cryptogenName: 'User3' },
  { name: 'manufacturer', cryptogenName: 'User4' },
];

/** An identity of one institute; `name` is that of its profile: `ptb-admin`. */
export interface Identity {
  readonly name: string;
  readonly user: User;
  readonly nmi: Institute;
}

/** Every identity of a network that has a connection profile. */
export const identitiesOf = ({ nmis }: NetworkModel): Identity[] =>
  nmis.flatMap((nmi) => USERS.map((user) => ({ name: `${nmi.name}-${user.name}`, user, nmi })));
