// SPDX-License-Identifier: Apache-2.0
import { peerEnvironment } from '../channel/peer-environment.js';
import { requireRecord } from '../directory/record.js';
import { NetworkError } from '../errors.js';
import { orderersOf } from '../model/network-model.js';
import { identitiesOf } from '../model/users.js';
import { networkLayout, type NetworkOptions } from './network-options.js';

/**
 * The environment in which Fabric's program `peer` acts as an identity of the network, at a peer of its institute.
 * `ORDERER` and `ORDERER_CA` are for the options `-o` and `--cafile`.
 * @param name - name of a profile, such as `ptb-admin`
 * @throws {@link NetworkError} `NETWORK_UNKNOWN`, `IDENTITY_UNKNOWN`
 */
export function identityEnvironment(options: NetworkOptions, name: string): Readonly<Record<string, string>> {
  const layout = networkLayout(options);
  const { model } = requireRecord(layout);
  const identities = identitiesOf(model);
  const identity = identities.find((one) => one.name === name);
  const [peer] = identity?.nmi.peers ?? [];
  if (identity === undefined || peer === undefined) {
    throw new NetworkError('IDENTITY_UNKNOWN', `there is no identity ${name}`, {
      next: `Identities: ${identities.map((one) => one.name).join(', ')}.`,
    });
  }
  const [orderer] = orderersOf(model);
  return {
    ...peerEnvironment(layout, { nmi: identity.nmi, user: identity.user, peer }),
    CHANNEL: model.channel,
    ...(orderer === undefined
      ? {}
      : { ORDERER: `${orderer.address}:${orderer.ports.grpc}`, ORDERER_CA: layout.tlsAuthority(orderer) }),
  };
}

/** As lines for a POSIX shell. */
export const exportLines = (environment: Readonly<Record<string, string>>): string =>
  Object.entries(environment)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'\n`)
    .join('');
