// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  challengeNonce,
  possessionStatement,
  readReceipt,
  toHex,
  toUtf8,
  writeEdl40,
  writeRaw,
} from '@meterpki/protocol';
import { possessionOf } from '../support/possession';

/** The layout once more, with node's buffers and no word of the implementation. */
function byHand(fields: ReturnType<typeof possessionOf>): string {
  const number = (value: number, bytes: number): Buffer => {
    const field = Buffer.alloc(8);
    field.writeBigUInt64BE(BigInt(value));
    return field.subarray(8 - bytes);
  };
  const lp16 = (value: Uint8Array): Buffer => Buffer.concat([number(value.length, 2), value]);
  const text = (value: string): Buffer => lp16(Buffer.from(value, 'utf8'));
  return Buffer.concat([
    Buffer.from('fe4d455445522d4b45592d504f5001', 'hex'),
    number({ register: 1, update: 2, attest: 3 }[fields.purpose], 1),
    number(fields.algorithm.code, 1),
    ...[fields.channel, fields.chaincode, fields.mspId, fields.meterId].map(text),
    number(fields.sequence, 4),
    lp16(fields.spki),
    Buffer.from(fields.previous ?? '00'.repeat(32), 'hex'),
    Buffer.from(fields.nonce, 'hex'),
    number(fields.expires, 8),
  ]).toString('hex');
}

const KEY =
  '3059301306072a8648ce3d020106082a8648ce3d030107034200041fa53fc5b8d31d516380a91b6139db03a19eca5c44b5ce62a9b331a9' +
  'c3256f0284bff6403862ebd3a2d9033d1bf45992abc3cfaddace049c0f63add697b9211f';

describe('the possession statement', () => {
  it('of a first registration is this text for ever', () => {
    const fields = possessionOf('meterpki known answer 1');
    expect(toHex(possessionStatement(fields))).toBe(
      'fe4d455445522d4b45592d504f50010101000a6e6d696368616e6e656c00086d65746572706b69000650544' +
        `24d535000087074623a3437313100000000005b${KEY}${'00'.repeat(32)}${'ab'.repeat(32)}000000006b49d200`,
    );
    expect(possessionStatement(fields)).toHaveLength(226);
  });

  it('of an update is this text for ever', () => {
    const fields = possessionOf('meterpki known answer 1', {
      purpose: 'update',
      channel: 'ü',
      chaincode: '',
      mspId: 'InmetroMSP',
      meterId: 'inmetro:A-1',
      sequence: 4_294_967_295,
      previous: '0f'.repeat(32),
      nonce: 'CD'.repeat(32),
      expires: 1,
    });
    expect(toHex(possessionStatement(fields))).toBe(
      'fe4d455445522d4b45592d504f500102010002c3bc0000000a496e6d6574726f4d5350000b696e6d6574726f3a412d31ffffffff005b' +
        `${KEY}${'0f'.repeat(32)}${'cd'.repeat(32)}0000000000000001`,
    );
  });

  it('is what the layout says for any fields', () => {
    const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
    const fields = fc.record({
      purpose: fc.constantFrom('register' as const, 'update' as const, 'attest' as const),
      channel: fc.string({ unit: 'grapheme' }),
      chaincode: fc.string(),
      mspId: fc.string(),
      meterId: fc.string(),
      sequence: fc.nat({ max: 0xffffffff }),
      previous: digest,
      nonce: digest,
      expires: fc.maxSafeNat(),
    });
    fc.assert(
      fc.property(fields, (change) => {
        const whole = possessionOf('sample', change);
        expect(toHex(possessionStatement(whole))).toBe(byHand(whole));
      }),
    );
  });

  it.each([
    ['a nonce of 31 bytes', { nonce: 'ab'.repeat(31) }],
    ['a nonce that is no hex', { nonce: 'zz'.repeat(32) }],
    ['a previous fingerprint of 33 bytes', { previous: 'ab'.repeat(33) }],
    ['a sequence beyond 32 bits', { sequence: 2 ** 32 }],
    ['a negative sequence', { sequence: -1 }],
    ['an expiry with a fraction', { expires: 1.5 }],
    ['a channel beyond 65535 bytes', { channel: 'x'.repeat(65_536) }],
  ])('is refused with a RangeError for %s', (_name, change) => {
    expect(() => possessionStatement(possessionOf('sample', change))).toThrow(RangeError);
  });

  it('begins with a byte that no text, JSON, OCMF or DER begins with', () => {
    const [first = 0] = possessionStatement(possessionOf());
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        expect(toUtf8(text)[0]).not.toBe(first);
      }),
    );
    expect(first).not.toBe(0x30);
  });

  it('cannot be read as a receipt', () => {
    const text = Buffer.from(possessionStatement(possessionOf())).toString('latin1');
    expect(readReceipt(text).kind).toBe('unsupported');
    // The format raw takes any bytes: statement and proof stand in blocks, and would be a genuine receipt of every meter.
    const raw = writeRaw(possessionStatement(possessionOf()), Uint8Array.of(0x30));
    expect(readReceipt(raw, 'raw')).toMatchObject({ kind: 'malformed' });
    expect(readReceipt(raw)).toMatchObject({ kind: 'malformed' });
    expect(readReceipt(writeRaw(toUtf8('METER-KEY-POP'), Uint8Array.of(0x30))).kind).toBe('receipt');
  });

  it('cannot be read as a receipt of EDL40 either, whose block it may fill exactly', () => {
    const short = possessionStatement(possessionOf('sample', { mspId: '' }));
    const mspId = 'M'.repeat(320 - short.length);
    const statement = possessionStatement(possessionOf('sample', { mspId }));
    expect(statement).toHaveLength(320);
    const text = writeEdl40(statement, new Uint8Array(64));
    expect(readReceipt(text)).toMatchObject({
      kind: 'malformed',
      text: 'what is signed is a possession statement, not a receipt',
    });
    const block = Uint8Array.from(statement);
    block[0] = 0;
    expect(readReceipt(writeEdl40(block, new Uint8Array(64))).kind).toBe('receipt');
  });
});

describe('the nonce of a challenge', () => {
  it('is SHA-256 over tag, channel and transaction', () => {
    const tx = 'ab'.repeat(32);
    const expected = createHash('sha256').update(`POP-NONCE\u0001nmichannel${tx}`).digest('hex');
    expect(toHex(challengeNonce('nmichannel', tx))).toBe(expected);
  });

  it('differs with channel and transaction', () => {
    const nonces = [
      ['a', '1'],
      ['b', '1'],
      ['a', '2'],
    ].map(([channel = '', tx = '']) => toHex(challengeNonce(channel, tx)));
    expect(new Set(nonces).size).toBe(3);
  });
});
