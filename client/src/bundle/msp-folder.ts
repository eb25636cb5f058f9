// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as x509 from '@peculiar/x509';
import { clientError, faulty, type ClientError } from '../errors';
import { systemCode } from '../files/bounded-file';
import type { TrustFile } from './trust';

type TrustedFolder = TrustFile['msps'][number];

/** A file of the folder. */
interface Content {
  readonly file: string;
  readonly text: string;
}

function unreadable(place: string, error: unknown): ClientError {
  const text = `cannot be read (${systemCode(error)})`;
  return faulty('TRUST_INVALID', [{ path: place, text }]);
}

/** Names in a folder; none where it is absent, and only then: a list that cannot be seen may revoke somebody. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw unreadable(folder, error);
  }
}

async function contentOf(file: string): Promise<Content> {
  try {
    return { file, text: await readFile(file, 'utf8') };
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** The files in a folder, by name; none where the folder is absent. */
const filesIn = async (folder: string): Promise<Content[]> =>
  Promise.all((await namesIn(folder)).map((name) => contentOf(path.join(folder, name))));

/** Serial numbers in a list that one of the authorities signed. */
async function serialsIn({ file, text }: Content, authorities: readonly string[]): Promise<string[]> {
  let crl;
  try {
    crl = new x509.X509Crl(text);
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
  const roots = (await filesIn(path.join(folder, 'cacerts'))).map(asPem);
  if (roots.length === 0)
    throw clientError('TRUST_INVALID', `${path.join(folder, 'cacerts')} holds no certificate`);
  const intermediates = (await filesIn(path.join(folder, 'intermediatecerts'))).map(asPem);
  const revoked: string[] = [];
  for (const list of await filesIn(path.join(folder, 'crls')))
    for (const serial of await serialsIn(list, [...roots, ...intermediates])) revoked.push(serial);
  return { mspId, roots, intermediates, revoked };
}

function asPem({ file, text }: Content): string {
  try {
    return new X509Certificate(text).toString();
  } catch {
    throw faulty('TRUST_INVALID', [{ path: file, text: 'is no certificate in PEM' }]);
  }
}
