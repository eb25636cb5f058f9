// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { makeFolder, writeWhole } from '../directory/files.js';
import type { DirectoryLayout, KeyPairFiles } from '../directory/layout.js';
import { ORDERER, type OrganisationSpec, peerHost, USERS } from '../directory/organisations.js';
import { DevledgerError, messageOf } from '../errors.js';
import { Authority, type KeyPair } from './authority.js';

const LOCAL_NAMES = ['localhost', '127.0.0.1'];

/**
 * Makes all keys and certificates of a new ledger: for each organisation an enrolment and a TLS authority, a peer, a
 * TLS server, users, and the mutual TLS between peer and chaincode with an authority of its own; for the orderer an
 * authority and one node.
 *
 * @throws {@link DevledgerError} `STORAGE_FAILED`
 */
export async function makeMaterial(
  layout: DirectoryLayout,
  organisations: readonly OrganisationSpec[],
): Promise<void> {
  for (const organisation of organisations) {
    await makeEnrolment(layout, organisation);
    await makeTls(layout, organisation);
    await makeChaincodeTls(layout, organisation);
  }
  const authority = await Authority.create(authoritySubject(ORDERER, 'ca'));
  save(layout.authority(ORDERER.name, 'ca'), await authority.keyPair());
  const subject = { commonName: `orderer0.${ORDERER.domain}`, organisation: ORDERER.domain, unit: 'orderer' };
  save(layout.node(ORDERER.name, 'orderer0'), await authority.issue(subject, { kind: 'enrolment' }));
}

/**
 * Reads a key pair.
 *
 * @throws {@link DevledgerError} `BAD_DIRECTORY` when a file is missing
 */
export function readKeyPair(files: KeyPairFiles): KeyPair {
  return { certificate: readPem(files.certificate), privateKey: readPem(files.privateKey) };
}

/**
 * Reads a PEM file of the ledger's own material.
 *
 * @throws {@link DevledgerError} `BAD_DIRECTORY` when it is missing
 */
export function readPem(file: string): string {
  if (!existsSync(file)) {
    throw new DevledgerError('BAD_DIRECTORY', `${file} is missing; restore it or start with a new directory`);
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new DevledgerError('STORAGE_FAILED', `${file} cannot be read: ${messageOf(error)}`);
  }
}

async function makeEnrolment(layout: DirectoryLayout, spec: OrganisationSpec): Promise<void> {
  const authority = await Authority.create(authoritySubject(spec, 'ca'));
  save(layout.authority(spec.name, 'ca'), await authority.keyPair());
  const peer = { commonName: peerHost(spec), organisation: spec.domain, unit: 'peer' };
  save(layout.node(spec.name, 'peer0'), await authority.issue(peer, { kind: 'enrolment' }));
  for (const { name, role } of USERS) {
    const subject = { commonName: `${name}@${spec.domain}`, organisation: spec.domain, unit: role };
    save(layout.user(spec.name, name), await authority.issue(subject, { kind: 'enrolment' }));
  }
}

async function makeTls(layout: DirectoryLayout, spec: OrganisationSpec): Promise<void> {
  const authority = await Authority.create(authoritySubject(spec, 'tlsca'));
  save(layout.authority(spec.name, 'tls-ca'), await authority.keyPair());
  const hosts = [peerHost(spec), ...LOCAL_NAMES];
  const subject = { commonName: peerHost(spec), organisation: spec.domain };
  save(layout.node(spec.name, 'tls'), await authority.issue(subject, { kind: 'tls-server', hosts }));
}

async function makeChaincodeTls(layout: DirectoryLayout, spec: OrganisationSpec): Promise<void> {
  const authority = await Authority.create(authoritySubject(spec, 'chaincodeca'));
  save(layout.authority(spec.name, 'chaincode-ca'), await authority.keyPair());
  const server = { commonName: `chaincode.${spec.domain}`, organisation: spec.domain };
  save(
    layout.node(spec.name, 'chaincode-server'),
    await authority.issue(server, { kind: 'tls-server', hosts: LOCAL_NAMES }),
  );
  const client = { commonName: peerHost(spec), organisation: spec.domain };
  save(layout.node(spec.name, 'chaincode-client'), await authority.issue(client, { kind: 'tls-client' }));
}

function authoritySubject(
  { domain }: OrganisationSpec,
  name: string,
): { commonName: string; organisation: string } {
  return { commonName: `${name}.${domain}`, organisation: domain };
}

function save(files: KeyPairFiles, pair: KeyPair): void {
  makeFolder(path.dirname(files.certificate));
  writeWhole(files.privateKey, pair.privateKey);
  writeWhole(files.certificate, pair.certificate);
}
