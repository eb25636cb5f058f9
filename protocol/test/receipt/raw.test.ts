// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { readReceipt, toBase64, toHex, writeRaw } from '@meterpki/protocol';
import { receiptIn } from '../support/ocmf';

const information = toBase64(Buffer.from('1 kWh'));
const signature = toBase64(Uint8Array.of(1, 2));
const kindOf = (value: unknown): string => readReceipt(JSON.stringify(value), 'raw').kind;

describe('a raw receipt', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (message, bytes) => {
        const receipt = receiptIn(writeRaw(message, bytes));
        expect(toHex(receipt.signedBytes)).toBe(toHex(message));
        expect(toHex(receipt.signature)).toBe(toHex(bytes));
      }),
    );
  });

  it('names no meter, no time and no algorithm, and allows strict DER alone', () => {
    expect(receiptIn(JSON.stringify({ information, signature }))).toMatchObject({
      aliases: [],
      readings: [],
      findings: [],
      algorithmNamed: false,
      encodings: ['der'],
    });
    expect(receiptIn(JSON.stringify({ information, signature })).claimed).toBeUndefined();
  });

  it.each([
    ['a list', [information, signature]],
    ['no signature', { information }],
    ['no information', { signature }],
    ['a number as signature', { information, signature: 1 }],
    ['another member', { information, signature, meterId: 'ptb:1' }],
    ['hex with an odd spelling', { information: 'zz*', signature }],
    ['base64 without padding', { information: 'QQ', signature }],
    ['base64 with stray bits', { information: 'QR==', signature }],
  ])('is malformed with %s', (_name, value) => {
    expect(kindOf(value)).toBe('malformed');
  });

  it('is malformed with a repeated member', () => {
    const text = `{"information":"QQ==","information":"QQ==","signature":"QQ=="}`;
    expect(readReceipt(text).kind).toBe('malformed');
  });
});
