// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { readReceipt } from '@meterpki/protocol';
import { recordAround, transaction } from '../support/ocmf';
import { meterOf } from '../support/register';

const meter = meterOf();
const ocmf = meter.signOcmf(transaction);
const raw = meter.signRaw('1 kWh');

describe('readReceipt', () => {
  it('detects the format by the content', () => {
    const formats = [ocmf, `\n ${ocmf}`, raw, ` ${raw}`].map((text) => {
      const read = readReceipt(text);
      return read.kind === 'receipt' ? read.receipt.format : read.kind;
    });
    expect(formats).toEqual(['ocmf', 'ocmf', 'raw', 'raw']);
  });

  it('reads by the format that is forced, and by no other', () => {
    expect(readReceipt(ocmf, 'ocmf').kind).toBe('receipt');
    expect(readReceipt(ocmf, 'raw').kind).toBe('malformed');
    expect(readReceipt(raw, 'ocmf').kind).toBe('malformed');
    expect(readReceipt(raw, 'cose').kind).toBe('unsupported');
  });

  it.each([
    ['nothing', ''],
    ['words', 'hello'],
    ['another format', '{"alg":"ES256"}'],
    ['an OCMF header in lower case', ocmf.toLowerCase()],
    ['a number', '1'],
  ])('calls %s unsupported', (_name, text) => {
    expect(readReceipt(text).kind).toBe('unsupported');
  });

  it('takes 65536 bytes and not one more', () => {
    const record = (bytes: number): string => {
      const empty = recordAround('{"TT":""}');
      return recordAround(`{"TT":"${'x'.repeat(bytes - empty.length)}"}`);
    };
    expect(readReceipt(record(65_536)).kind).toBe('receipt');
    expect(readReceipt(record(65_537)).kind).toBe('malformed');
    expect(readReceipt('é'.repeat(32_769)).kind).toBe('malformed');
  });

  it('calls a text that nobody can have signed malformed', () => {
    expect(readReceipt(ocmf.replace('"kWh"', '"\ud83d"')).kind).toBe('malformed');
  });

  it('answers any text', () => {
    const pieces = fc.constantFrom(
      'OCMF|',
      '|',
      '{',
      '}',
      '"',
      '\\',
      '[',
      ']',
      ':',
      ',',
      '{"SD":"00"}',
      '"RD":',
      '1',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }).map((list) => `OCMF|${list.join('')}`),
      fc.json().map((json) => recordAround(json)),
      fc.json().map((json) => recordAround('{}', json)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(['receipt', 'malformed', 'unsupported']).toContain(readReceipt(text).kind);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['an OCMF record', ocmf],
    ['a raw receipt', raw],
  ])('answers %s with any character replaced, cut or put in', (_name, text) => {
    const change = fc.tuple(fc.nat({ max: text.length }), fc.nat({ max: 3 }), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(change, ([at, cut, piece]) => {
        const changed = text.slice(0, at) + piece + text.slice(at + cut);
        expect(['receipt', 'malformed', 'unsupported']).toContain(readReceipt(changed).kind);
      }),
      { numRuns: 500 },
    );
  });
});
