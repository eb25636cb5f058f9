// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { newSigner } from '@meterpki/client';
import fc from 'fast-check';
import { identityCurves, lowSDer } from '../../dist/identity/low-s';
import { failureOf } from '../support/failures';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** s of a DER signature whose lengths fit one octet. */
function scalarS(der: Uint8Array): bigint {
  const start = 4 + (der[3] ?? 0);
  return BigInt(`0x${hex(der.subarray(start + 2))}`);
}

describe.each(identityCurves)('newSigner on $name', (curve) => {
  const { openssl, order } = curve;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: openssl });
  const sign = newSigner(privateKey);

  it('signs any message so that OpenSSL verifies it, always with low s', async () => {
    const message = fc.uint8Array({ maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(message, async (bytes) => {
        const signature = await sign(bytes);
        expect(verify('sha256', bytes, publicKey, signature)).toBe(true);
        expect(scalarS(signature)).toBeLessThanOrEqual(order / 2n);
      }),
      { numRuns: 60 },
    );
  });

  it('brings high s down and leaves low s alone', () => {
    const scalar = fc.bigInt({ min: 1n, max: order - 1n });
    const length = order.toString(16).length / 2;
    const bytes = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex');
    fc.assert(
      fc.property(scalar, scalar, (r, s) => {
        const der = lowSDer(curve, Buffer.concat([bytes(r), bytes(s)]));
        const twin = lowSDer(curve, Buffer.concat([bytes(r), bytes(order - s)]));
        expect(hex(der)).toBe(hex(twin));
        expect(scalarS(der)).toBe(s <= order / 2n ? s : order - s);
      }),
    );
  });
});

describe('newSigner', () => {
  it.each([
    ['another curve', generateKeyPairSync('ec', { namedCurve: 'secp521r1' }).privateKey],
    ['another kind', generateKeyPairSync('ed25519').privateKey],
  ])('refuses a key of %s', async (_what, key) => {
    expect((await failureOf(() => newSigner(key))).code).toBe('IDENTITY_UNSUPPORTED');
  });

  it('takes SHA-256 of the message itself, once', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const message = Buffer.from('proposal');
    const digest = createHash('sha256').update(message).digest();
    const signature = await newSigner(privateKey)(message);
    expect(verify('sha256', digest, publicKey, signature)).toBe(false);
    expect(verify('sha256', message, publicKey, signature)).toBe(true);
  });
});
