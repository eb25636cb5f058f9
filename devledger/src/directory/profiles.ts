// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

import type { LedgerConfiguration } from './configuration.js';
import { jsonText, makeFolder, writeWhole } from './files.js';
import type { DirectoryLayout } from './layout.js';
import { type ConfiguredOrganisation } from './configuration.js';
import { peerHost, USERS } from './organisations.js';

/** The profiles of a ledger: path relative to the data directory, by name. */
export type ProfileIndex = Readonly<Record<string, string>>;

/**
 * Writes one connection profile for each user of each organisation: whom to connect to, and as whom. Paths in a
 * profile are relative to it, so the data directory can be moved.
 *
 * @throws {@link DevledgerError} `STORAGE_FAILED`
 */
export function writeProfiles(layout: DirectoryLayout, configuration: LedgerConfiguration): ProfileIndex {
  makeFolder(layout.profiles);
  const index: Record<string, string> = {};
  for (const organisation of configuration.organisations) {
    for (const user of USERS) {
      const file = layout.profile(organisation.name, user.name);
      writeWhole(file, jsonText(profile(layout, configuration, organisation, user.name)));
      index[`${organisation.name}-${user.name}`] = path.relative(layout.root, file).split(path.sep).join('/');
    }
  }
  return index;
}

function profile(
  layout: DirectoryLayout,
  { channel, definition }: LedgerConfiguration,
  organisation: ConfiguredOrganisation,
  user: string,
): unknown {
  const relative = (file: string): string => path.relative(layout.profiles, file).split(path.sep).join('/');
  const { certificate, privateKey } = layout.user(organisation.name, user);
  return {
    name: `${organisation.name}-${user}`,
    channel,
    chaincode: definition.name,
    mspId: organisation.mspId,
    certificate: relative(certificate),
    privateKey: relative(privateKey),
    gateways: [
      {
        address: `localhost:${organisation.gatewayPort}`,
        tlsRootCertificates: relative(layout.authority(organisation.name, 'tls-ca').certificate),
        serverName: peerHost(organisation),
      },
    ],
  };
}
