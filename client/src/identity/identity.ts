// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { clientError } from '../errors';
import { readFileBounded } from '../files/bounded-file';
import type { Profile, TokenKey } from '../profile/profile';
import { newSigner, signingWith, type DigestSigner, type MessageSigner } from './signer';

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
  /** Ends the session with a token; may be called again. */
  readonly close: () => void;
}

/** What tells who signs, besides the profile. */
export interface IdentityOptions {
  /** Signs in place of the key that the profile names. */
  readonly signer?: DigestSigner;
  /** Is told when the key file is open to others, or the certificate has expired. */
  readonly onWarning?: WarningListener;
}

/**
 * Reads a PEM file of a profile.
 * @throws {@link ClientError} `IDENTITY_UNREADABLE`
 */
export async function readPem(file: string): Promise<Buffer> {
  const content = await readFileBounded(file, MAX_PEM_BYTES);
  if (content.kind === 'fault') throw clientError('IDENTITY_UNREADABLE', `${file} ${content.text}`);
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
    throw clientError('IDENTITY_UNREADABLE', `${file} holds no X.509 certificate`);
  }
}

function parseKey(pem: Buffer, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw clientError('IDENTITY_UNREADABLE', `${file} holds no unencrypted private key`);
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

type Signing = Pick<ClientIdentity, 'sign' | 'close'>;

const nothingToClose = (): void => undefined;

async function signingWithFile(file: string, certificate: X509Certificate, of: string): Promise<Signing> {
  const key = parseKey(await readPem(file), file);
  if (!certificate.checkPrivateKey(key)) throw clientError('KEY_MISMATCH', `${file} and ${of}`);
  return { sign: newSigner(key), close: nothingToClose };
}

/** A token signs once at the start: only that tells whether it holds the key of the certificate. */
async function signingWithToken(token: TokenKey, certificate: X509Certificate): Promise<Signing> {
  const { openToken } = await import('./token.js');
  const open = await openToken(token);
  try {
    const sign = signingWith(open.sign, certificate.publicKey);
    await sign(Buffer.from('meterpki'));
    return { sign, close: open.close };
  } catch (error) {
    open.close();
    throw error;
  }
}

async function signingOf(
  profile: Profile,
  certificate: X509Certificate,
  { signer, onWarning }: IdentityOptions,
): Promise<Signing> {
  if (signer !== undefined)
    return { sign: signingWith(signer, certificate.publicKey), close: nothingToClose };
  if (profile.token !== undefined) return signingWithToken(profile.token, certificate);
  if (profile.privateKey === undefined)
    throw clientError('IDENTITY_UNREADABLE', `${profile.file} names no privateKey and no token`, {
      next: 'Name one of them in the profile, or connect with a signer.',
    });
  const signing = await signingWithFile(profile.privateKey, certificate, profile.certificate);
  if (onWarning !== undefined) await warnOfOpenKey(profile.privateKey, onWarning);
  return signing;
}

/**
 * Reads the certificate of a profile, opens its key, and checks that they belong together. Close it when done.
 * @throws {@link ClientError} `IDENTITY_UNREADABLE`, `IDENTITY_UNSUPPORTED`, `KEY_MISMATCH`, `TOKEN_UNAVAILABLE`,
 * `SIGNING_FAILED`
 */
export async function readIdentity(profile: Profile, options: IdentityOptions = {}): Promise<ClientIdentity> {
  const pem = await readPem(profile.certificate);
  const certificate = parseCertificate(pem, profile.certificate);
  const signing = await signingOf(profile, certificate, options);
  if (Date.parse(certificate.validTo) < Date.now()) {
    const text = `the certificate ${profile.certificate} expired on ${certificate.validTo}; enrol again`;
    options.onWarning?.({ code: 'CERTIFICATE_EXPIRED', text });
  }
  return { mspId: profile.mspId, certificate: pem, ...signing };
}
