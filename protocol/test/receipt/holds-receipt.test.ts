// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { holdsReceipt, toBase64, toBase64Url, toHex, toUtf8, writeEdl40 } from '@meterpki/protocol';
import { transaction } from '../support/ocmf';
import { meterOf } from '../support/register';

const meter = meterOf();
const receipts: readonly string[] = [
  meter.signOcmf(transaction),
  meter.signOcmf({ ...transaction, signatureText: 'base64', algorithmNamed: false }),
  meter.signJws({ begin: transaction.begin }),
  meter.signRaw('4711 kWh'),
  writeEdl40(new Uint8Array(320), new Uint8Array(50)),
];

/** Ways in which a receipt may hide in a text. */
const disguises: Readonly<Record<string, (receipt: string) => string>> = {
  'as it is': (receipt) => receipt,
  'with white space around it': (receipt) => `\n ${receipt} \n`,
  'as JSON text': (receipt) => JSON.stringify({ text: receipt }),
  'as JSON text twice': (receipt) => JSON.stringify(JSON.stringify({ text: receipt })),
  'in base64': (receipt) => toBase64(toUtf8(receipt)),
  'in base64url': (receipt) => toBase64Url(toUtf8(receipt)),
  'in base64 lines': (receipt) => toBase64(toUtf8(receipt)).replace(/.{64}/g, '$&\r\n'),
  'in hex': (receipt) => toHex(toUtf8(receipt)),
  'in upper-case hex': (receipt) => toHex(toUtf8(receipt)).toUpperCase(),
};

const words = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('a text that holds a receipt', () => {
  it.each(Object.entries(disguises))('is told: any format %s, between any words', (_how, disguise) => {
    fc.assert(
      fc.property(fc.constantFrom(...receipts), words, words, (receipt, before, after) => {
        // Letters and digits that touch it would belong to it.
        expect(holdsReceipt(`${before} ${disguise(receipt)} ${after}`)).toBe(true);
      }),
    );
  });

  it.each([
    ['a record that is cut off', 'OCMF|{"FV":"1.0","ID":"04A1B2"'],
    ['a record in lower case with spaces', 'ocmf | {"FV":"1.0"'],
    ['a record in a web address', 'https://example.org/?r=OCMF%7C%7B%22FV%22'],
    ['the payload alone', '{"FV":"1.0","RD" : [ {"TM":"2026","RV":1.5}]}'],
    ['EDL40 in XML', '<signedMeterValue><meterValueSignature>x</meterValueSignature><encodedMeterValue>y'],
  ])('is told: %s', (_what, text) => {
    expect(holdsReceipt(text)).toBe(true);
  });
});

describe('an honest text', () => {
  it('of any words is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        expect(holdsReceipt(text)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('of keys, proofs, digests and IDs is none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        for (const text of [toBase64(bytes), toBase64Url(bytes), toHex(bytes)])
          expect(holdsReceipt(text)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'OCMF',
    'signs OCMF 1.0 | DER',
    'Revoked: "signature" of an OCMF| record could not be read',
    'eyeball.test.v1',
    'e.g. ptb:1MPK0000000042',
    'firmware 2.13.7-rc1',
    '{"information": "none"}',
    'RD: [1, 2]',
    'https://register.example/meters/1MPK.0042',
  ])('that speaks of receipts is none: %s', (text) => {
    expect(holdsReceipt(text)).toBe(false);
  });

  it.each(['\\', 'a', 'a.', '"information', 'OCMF ', 'eyJ.', '"RD"', ' ', '=', '\n'])(
    'of a million characters is read in linear time, or this test would not end: %j',
    (piece) => {
      expect(holdsReceipt(piece.repeat(Math.floor(1_000_000 / piece.length)))).toBe(false);
    },
  );
});
