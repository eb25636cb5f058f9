// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { msp } from '@hyperledger/fabric-protos';
import { connect, readProfile, type Session } from '@meterpki/client';
import { issue } from '../conformance/identity/issue';
import { embeddedMaterial, networkMaterial } from '../conformance/ledger/material';
import type { Cast, Institute } from '../story/cast';

/** What stands in the subject of a certificate. */
export interface Subject {
  readonly units: readonly string[];
  readonly name: string;
}

/**
 * Connects as somebody whom an institute's authority has just enrolled, with whatever subject; for ledgers to try things
 * out on, whose authorities lie open.
 */
export async function enrolled(cast: Cast, institute: Institute, subject: Subject): Promise<Session> {
  const { ledger } = cast;
  const root = path.dirname(ledger.file);
  const material = ledger.kind === 'embedded' ? embeddedMaterial(root) : networkMaterial(root);
  const profile = await readProfile(cast.profile(institute, 'society'));
  const authority = { mspId: profile.mspId, files: material.authority(institute) };
  const { serialized, key } = await issue(authority, subject);
  const folder = await mkdtemp(path.join(tmpdir(), 'meterpki-enrolled-'));
  const [certificate, privateKey] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
  await writeFile(certificate, msp.SerializedIdentity.deserializeBinary(serialized).getIdBytes_asU8());
  await writeFile(privateKey, key.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  return connect({ ...profile, certificate, privateKey });
}
