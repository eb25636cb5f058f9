// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as x509 from '@peculiar/x509';
import { clientError, faulty } from '../errors';
import type { TrustFile } from './trust';

type TrustedFolder = TrustFile['msps'][number];

/** Texts of the files in a folder, by name; none where the folder is absent. */
async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.sort().map((name) => readFile(path.join(folder, name), 'utf8')));
}

/** Serial numbers in a list that one of the authorities signed. */
async function serialsIn(list: string, authorities: readonly string[], file: string): Promise<string[]> {
  let crl;
  try {
    crl = new x509.X509Crl(list);
  } catch {
    throw faulty('TRUST_INVALID', [{ path: file, text: 'holds no certificate revocation list in PEM' }]);
  }
  for (const authority of authorities) {
    const issuer = new x509.X509Certificate(authority);
    if (crl.issuer === issuer.subject && (await crl.verify({ publicKey: issuer.publicKey })))
      return crl.entries.map(({ serialNumber }) => BigInt(`0x${serialNumber}`).toString(16).toUpperCase());
  }
  throw faulty('TRUST_INVALID', [{ path: file, text: 'holds a list that none of the authorities signed' }]);
}

/**
 * What an institute's public MSP folder (`cacerts`, `intermediatecerts`, `crls`, as Fabric lays it out) adds to a trust
 * file.
 * @throws {@link ClientError} `TRUST_INVALID`
 */
export async function trustedFolder(mspId: string, folder: string): Promise<TrustedFolder> {
  const roots = await filesIn(path.join(folder, 'cacerts'));
  if (roots.length === 0)
    throw clientError('TRUST_INVALID', `${path.join(folder, 'cacerts')} holds no certificate`);
  const intermediates = await filesIn(path.join(folder, 'intermediatecerts'));
  const lists = await filesIn(path.join(folder, 'crls'));
  const revoked: string[] = [];
  for (const list of lists)
    for (const serial of await serialsIn(list, [...roots, ...intermediates], path.join(folder, 'crls')))
      revoked.push(serial);
  return { mspId, roots: roots.map(asPem), intermediates: intermediates.map(asPem), revoked };
}

function asPem(text: string): string {
  try {
    return new X509Certificate(text).toString();
  } catch {
    throw clientError('TRUST_INVALID', 'a file of the folder is no certificate in PEM');
  }
}
