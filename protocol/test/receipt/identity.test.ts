// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { receiptIdOf } from '@meterpki/protocol';
import { otherTwin } from '@meterpki/simulator';
import { meterOf } from '../support/register';

const meter = meterOf();
const { curve, fingerprint } = meter;
const message = Buffer.from('1 kWh');
const signature = meter.sign(message, 'p1363');
const other = 'ef'.repeat(32);

describe('the name of a receipt', () => {
  it('is SHA-256 over tag, key, digest of the signed bytes, r and the smaller s', () => {
    const [r, s] = [
      signature.subarray(0, 32),
      BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`),
    ];
    const smaller = s < curve.order - s ? s : curve.order - s;
    const expected = createHash('sha256')
      .update('RCPT\u0001')
      .update(Buffer.from(fingerprint, 'hex'))
      .update(createHash('sha256').update(message).digest())
      .update(r)
      .update(Buffer.from(smaller.toString(16).padStart(64, '0'), 'hex'))
      .digest('hex');
    expect(receiptIdOf(fingerprint, message, curve, signature)).toBe(expected);
  });

  it('is the same for both twins of the signature', () => {
    expect(receiptIdOf(fingerprint, message, curve, otherTwin(curve, signature))).toBe(
      receiptIdOf(fingerprint, message, curve, signature),
    );
  });

  it('differs with key, signed bytes and signature', () => {
    const names = [
      receiptIdOf(fingerprint, message, curve, signature),
      receiptIdOf(other, message, curve, signature),
      receiptIdOf(undefined, message, curve, signature),
      receiptIdOf(fingerprint, Buffer.from('2 kWh'), curve, signature),
      receiptIdOf(fingerprint, message, curve, meter.sign(Buffer.from('x'), 'p1363')),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it('holds 32 zero bytes where no key matched', () => {
    expect(receiptIdOf(undefined, message, curve, signature)).toBe(
      receiptIdOf('00'.repeat(32), message, curve, signature),
    );
  });
});
