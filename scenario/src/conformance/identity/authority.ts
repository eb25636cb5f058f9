// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { KeyPairFiles } from './caller';

/** The keys of all authorities and callers. */
export const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** How authorities sign. */
export const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** An enrolment authority whose key lies in the files of a ledger for trying out. */
export interface EnrolmentAuthority {
  readonly mspId: string;
  readonly files: KeyPairFiles;
}

/** Reads an authority's private key. */
export async function authorityKey(files: KeyPairFiles): Promise<webcrypto.CryptoKey> {
  const key = createPrivateKey(readFileSync(files.privateKey));
  const pkcs8 = key.export({ format: 'der', type: 'pkcs8' });
  return await webcrypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['sign']);
}
