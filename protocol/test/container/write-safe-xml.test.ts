// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@meterpki/protocol';
import { readContainer, writeSafeXml, type SafeXmlTransaction } from '@meterpki/protocol/containers';
import { Meter } from '@meterpki/simulator';
import fc from 'fast-check';

const meter = Meter.fromSeed('xml', { serial: '4711' });
const at = (hour: number): string => `2026-03-01T${hour}:00:00.000Z`;
const sign = (tariff: string, kind: 'begin' | 'end'): string =>
  meter.signOcmf({
    version: '1.3',
    tariff,
    begin: { time: at(kind === 'begin' ? 10 : 11), value: kind === 'begin' ? '1.0' : '2.0' },
  });

const pair = (id = '1', tariff = 'night'): SafeXmlTransaction => ({
  id,
  begin: sign(tariff, 'begin'),
  end: sign(tariff, 'end'),
  publicKey: meter.spki,
});

function receiptsIn(
  xml: string,
): { text: string; transaction: string | undefined; moment: string | undefined }[] {
  const read = readContainer(xml);
  if (read?.kind !== 'container') throw new Error('no container');
  return read.items.map(({ content, transaction, moment }) => {
    if (content.kind !== 'receipt') throw new Error('unreadable');
    return { text: content.text, transaction, moment };
  });
}

describe('a written S.A.F.E. XML', () => {
  it('is read back with each receipt as it was, in begin and end of its transaction', () => {
    const [first, second] = [pair('1'), pair('2')];
    expect(receiptsIn(writeSafeXml([first, second]))).toEqual([
      { text: first.begin, transaction: '1', moment: 'begin' },
      { text: first.end, transaction: '1', moment: 'end' },
      { text: second.begin, transaction: '2', moment: 'begin' },
      { text: second.end, transaction: '2', moment: 'end' },
    ]);
  });

  it('names no namespace, which the reference tool does not read', () => {
    expect(writeSafeXml([pair()])).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<values>\n/);
  });

  it('keeps any tariff text that XML can hold, and stays the same when it is written again', () => {
    const plain = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .map((text) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ''));
    fc.assert(
      fc.property(plain, (tariff) => {
        const xml = writeSafeXml([pair('1', tariff)]);
        const [begin, end] = receiptsIn(xml);
        const again = { id: '1', begin: begin?.text ?? '', end: end?.text ?? '', publicKey: meter.spki };
        expect(writeSafeXml([again])).toBe(xml);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ['two transactions with one ID', [pair('1'), pair('1')]],
    ['a character that XML cannot hold', [{ ...pair('1'), begin: 'OCMF|{}\u0000|{}' }]],
  ])('is refused for %s', (_what, transactions) => {
    expect(() => writeSafeXml(transactions)).toThrow(Refusal);
  });
});
