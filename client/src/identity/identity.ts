// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { ClientError } from '../errors';
import { readFileBounded } from '../files/bounded-file';
import type { Profile } from '../profile/profile';
import { newSigner, type MessageSigner } from './signer';

const MAX_PEM_BYTES = 65_536;

/** Something that works but ought not to stay so. */
export interface Warning {
  readonly code: 'KEY_FILE_OPEN' | 'CERTIFICATE_EXPIRED';
  /** What is wrong and what to do about it, in words. */
  readonly text: string;
}

/** Is told of {@link Warning}s. */
export type WarningListener = (warning: Warning) => void;

/** Who signs calls to the ledger. */
export interface ClientIdentity {
  readonly mspId: string;
  /** The certificate as PEM. */
  readonly certificate: Uint8Array;
  readonly sign: MessageSigner;
}

/**
 * Reads a PEM file of a profile.
 * @throws {@link ClientError} `IDENTITY_UNREADABLE`
 */
export async function readPem(file: string): Promise<Buffer> {
  const content = await readFileBounded(file, MAX_PEM_BYTES);
  if (content.kind === 'fault') throw new ClientError('IDENTITY_UNREADABLE', `${file} ${content.text}`);
  return Buffer.from(content.bytes);
}

/**
 * The first certificate of a PEM text.
 * @param file - what errors call it
 * @throws {@link ClientError} `IDENTITY_UNREADABLE`
 */
export function parseCertificate(pem: Buffer, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new ClientError('IDENTITY_UNREADABLE', `${file} holds no X.509 certificate`);
  }
}

function parseKey(pem: Buffer, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new ClientError('IDENTITY_UNREADABLE', `${file} holds no unencrypted private key`);
  }
}

/** A key that others on this machine may read is as good as given away; file modes mean this on POSIX only. */
async function warnOfOpenKey(file: string, warn: WarningListener): Promise<void> {
  if (process.platform === 'win32') return;
  const mode = await stat(file).then(
    (found) => found.mode,
    () => 0,
  );
  if ((mode & 0o077) !== 0) {
    warn({ code: 'KEY_FILE_OPEN', text: `others may read the private key ${file}; run: chmod 600 ${file}` });
  }
}

/**
 * Reads certificate and private key of a profile and checks that they belong together.
 * @param warn - is told when the key file is open to others, or the certificate has expired
 * @throws {@link ClientError} `IDENTITY_UNREADABLE`, `IDENTITY_UNSUPPORTED`, `KEY_MISMATCH`
 */
export async function readIdentity(profile: Profile, warn: WarningListener): Promise<ClientIdentity> {
  const pem = await readPem(profile.certificate);
  const certificate = parseCertificate(pem, profile.certificate);
  const key = parseKey(await readPem(profile.privateKey), profile.privateKey);
  if (!certificate.checkPrivateKey(key)) {
    throw new ClientError('KEY_MISMATCH', `${profile.privateKey} and ${profile.certificate}`);
  }
  const sign = newSigner(key);
  await warnOfOpenKey(profile.privateKey, warn);
  if (Date.parse(certificate.validTo) < Date.now()) {
    const text = `the certificate ${profile.certificate} expired on ${certificate.validTo}; enrol again`;
    warn({ code: 'CERTIFICATE_EXPIRED', text });
  }
  return { mspId: profile.mspId, certificate: pem, sign };
}
