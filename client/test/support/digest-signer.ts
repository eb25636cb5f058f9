// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from 'node:crypto';
import type { DigestSigner } from '@meterpki/client';
import { ellipticCurve } from '@meterpki/simulator';
import { identityCurves } from '../../dist/identity/low-s';
import type { Credentials } from './certificates';

/** Signs digests with the P-256 key of a certificate, as a token would. */
export function digestSigner({ privateKey }: Credentials): DigestSigner {
  const { d = '' } = createPrivateKey(privateKey).export({ format: 'jwk' });
  const [curve] = identityCurves;
  if (curve === undefined) throw new Error('no curve');
  const pair = ellipticCurve(curve).keyFromPrivate(Buffer.from(d, 'base64url').toString('hex'), 'hex');
  return (digest) => Promise.resolve(Uint8Array.from(pair.sign([...digest]).toDER()));
}
