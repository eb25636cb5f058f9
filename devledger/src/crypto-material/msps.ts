// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { DirectoryLayout } from '../directory/layout.js';
import { ORDERER, type OrganisationSpec } from '../directory/organisations.js';
import { DevledgerError, messageOf } from '../errors.js';
import type { MspGroup } from '../identity/identity.js';
import type { MspDefinition } from '../identity/msp-registry.js';
import { readRevocationList } from '../identity/revocation-list.js';
import { readPem } from './material.js';

/**
 * Reads the MSPs of the members and the orderer: enrolment authority, and the revocation lists (`*.pem`, `*.crl`) in
 * `crls/`.
 *
 * @throws {@link DevledgerError} `BAD_DIRECTORY` where a file is missing or a list is not one of the authority
 */
export async function readMsps(
  layout: DirectoryLayout,
  members: readonly OrganisationSpec[],
): Promise<readonly MspDefinition[]> {
  const read = async ({ mspId, name }: OrganisationSpec, group: MspGroup): Promise<MspDefinition> => {
    const authority = readPem(layout.authority(name, 'ca').certificate);
    return { mspId, group, authority, revoked: await readRevoked(layout.revocationLists(name), authority) };
  };
  return await Promise.all([
    ...members.map(async (member) => await read(member, 'Application')),
    read(ORDERER, 'Orderer'),
  ]);
}

async function readRevoked(folder: string, authority: string): Promise<readonly bigint[]> {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => /\.(?:pem|crl)$/.test(file));
  const lists = await Promise.all(
    files.map(async (name) => {
      const file = path.join(folder, name);
      return await readRevocationList(readPem(file), authority).catch((error: unknown) => {
        throw new DevledgerError(
          'BAD_DIRECTORY',
          `${file} is no usable revocation list: ${messageOf(error)}`,
        );
      });
    }),
  );
  return lists.flat();
}
