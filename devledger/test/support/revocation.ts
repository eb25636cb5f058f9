// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { createPrivateKey, webcrypto } from 'node:crypto';

import * as x509 from '@peculiar/x509';

import type { KeyPair } from '../../dist/crypto-material/authority.js';

/** How a list shall differ from a good one. */
export interface ListWish {
  readonly serialNumbers?: readonly string[];
  readonly withoutKeyId?: boolean;
  readonly withoutNextUpdate?: boolean;
  /** Names this authority's key while another signs. */
  readonly keyIdOf?: string;
}

const DAY_MILLISECONDS = 86_400_000;

/** Makes a revocation list in PEM. */
export async function revocationList(authority: KeyPair, wish: ListWish = {}): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const pkcs8 = createPrivateKey(authority.privateKey).export({ format: 'der', type: 'pkcs8' });
  const keyId = new x509.X509Certificate(wish.keyIdOf ?? authority.certificate).getExtension(
    x509.SubjectKeyIdentifierExtension,
  )?.keyId;
  const list = await x509.X509CrlGenerator.create({
    issuer: new x509.X509Certificate(authority.certificate).subject,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    signingKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']),
    ...(wish.withoutNextUpdate === true ? {} : { nextUpdate: new Date(Date.now() + DAY_MILLISECONDS) }),
    entries: (wish.serialNumbers ?? ['00ab', '7f']).map((serialNumber) => ({
      serialNumber,
      revocationDate: new Date(),
    })),
    extensions: wish.withoutKeyId === true ? [] : [new x509.AuthorityKeyIdentifierExtension(keyId ?? '')],
  });
  return x509.PemConverter.encode(list.rawData, 'X509 CRL');
}
