// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { readReceipt, receiptFormats, toBase64Url, toUtf8 } from '@meterpki/protocol';
import { containerFormats, readContainer, transactionNotes } from '@meterpki/protocol/containers';
import { base64, escaped, xmlValue, xmlValues } from '../support/containers';
import { transaction } from '../support/ocmf';
import { meterOf } from '../support/register';
import { signEdl40, signJws } from '../support/signed-forms';

/** Cases over the whole file; METERPKI_FUZZ_CASES asks for a longer run. */
const CASES = Number(process.env.METERPKI_FUZZ_CASES ?? 100_000);
/** Twenty minutes for the usual run, which takes twenty seconds on an idle machine. */
const TIMEOUT_MS = Math.max(60_000, 12 * CASES);

const meter = meterOf();
const ocmf = meter.signOcmf(transaction);
const edl = signEdl40();
const edlXml = `<signedMeterValue><encodedMeterValue>${(JSON.parse(edl) as Record<string, string>).encodedMeterValue ?? ''}</encodedMeterValue></signedMeterValue>`;

/** One of each form that is read. */
const seeds = [
  ocmf,
  `${ocmf}|${Buffer.from(meter.spki).toString('hex')}`,
  signJws(meter),
  edl,
  meter.signRaw('1 kWh'),
  xmlValues(xmlValue(ocmf, 'transactionId="1" context="Transaction.Begin"', '<publicKey>3059</publicKey>')),
  xmlValues(xmlValue(escaped(edlXml)), xmlValue(base64(ocmf), '', '', 'encoding="base64"')),
  JSON.stringify([
    2,
    '1',
    'TransactionEvent',
    { sampledValue: [{ signedMeterValue: { signedMeterData: base64(ocmf) } }] },
  ]),
  JSON.stringify({ sampledValue: [{ format: 'SignedData', value: ocmf }] }),
  JSON.stringify({ id: '1', signed_data: { signed_values: [{ nature: 'End', signed_data: base64(ocmf) }] } }),
];

/** Words of the formats and of JavaScript, and markup that closes or never closes. */
const words = fc.constantFrom(
  ...[
    'OCMF|',
    '|',
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ':',
    ',',
    '.',
    '=',
    '<',
    '>',
    '</',
    '/>',
    '<![CDATA[',
    ']]>',
    '&',
    ';',
  ],
  ...[
    '<value>',
    '<signedData>',
    '<signedMeterValue>',
    '<!DOCTYPE a>',
    '&#0;',
    '&lt;',
    '<?xml ',
    '?>',
    '<a:b xmlns="">',
  ],
  ...[
    '"RD":',
    '"SD":',
    '{"SD":"00"}',
    '"signed_values":',
    '"signedMeterData":',
    '"SignedData"',
    '"__proto__":',
  ],
  ...[
    '"constructor"',
    '"toString"',
    'null',
    '1e999',
    '-0',
    '\ufeff',
    '\ud800',
    '\u0000',
    'AAAA',
    'eyJhbGciOiJFUzI1NiJ9',
  ],
);

const kinds = ['receipt', 'malformed', 'unsupported'];

/** Reads a text in every way there is; anything but an answer of the known kinds ends the test. */
function readEverywhere(text: string): void {
  for (const format of [undefined, ...receiptFormats.map(({ name }) => name)]) {
    if (!kinds.includes(readReceipt(text, format).kind)) throw new Error('unknown kind');
  }
  for (const format of [undefined, ...containerFormats.map(({ name }) => name)]) readAll(text, format);
}

function readAll(text: string, format: string | undefined): void {
  const read = readContainer(text, format);
  if (read?.kind !== 'container') return;
  const samples = read.items.flatMap((item) => {
    const receipt = item.content.kind === 'receipt' ? readReceipt(item.content.text) : undefined;
    return receipt?.kind === 'receipt' ? [{ ...item, receipt: receipt.receipt }] : [];
  });
  if (transactionNotes(samples).length !== samples.length) throw new Error('notes are missing');
}

const run = (share: number, texts: fc.Arbitrary<string>): void => {
  fc.assert(fc.property(texts, readEverywhere), { numRuns: Math.ceil(CASES * share) });
};

describe('any input gets an answer', () => {
  it(
    'as random text',
    () => {
      run(0.2, fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.base64String()));
    },
    TIMEOUT_MS,
  );

  it(
    'as words of the formats in any order',
    () => {
      run(
        0.3,
        fc
          .array(fc.oneof(words, fc.string({ maxLength: 4 })), { maxLength: 40 })
          .map((list) => list.join('')),
      );
    },
    TIMEOUT_MS,
  );

  it(
    'as any JSON, around and inside a record',
    () => {
      const texts = fc
        .json({ maxDepth: 4 })
        .chain((json) =>
          fc.constantFrom(
            json,
            `OCMF|${json}|{"SD":"00"}`,
            `OCMF|{}|${json}`,
            `{"signed_values":[${json}]}`,
            `{"signedMeterData":${json}}`,
          ),
        );
      run(0.2, texts);
    },
    TIMEOUT_MS,
  );

  it(
    'as any JSON in header and claims of a JSON web signature',
    () => {
      // Numbers that JSON can spell and no computer holds come in no generated JSON.
      const values = fc.oneof(
        fc.json({ maxDepth: 3 }),
        fc.constantFrom('1e999', '-1e999', '{"a":1e999}', '[-0]'),
      );
      const text = (json: string): string => toBase64Url(toUtf8(json));
      const texts = fc
        .tuple(fc.constantFrom('jwk', 'kid', 'crit', 'a'), values, values)
        .map(
          ([name, header, payload]) =>
            `${text(`{"alg":"ES256","${name}":${header}}`)}.${text(payload)}.${'A'.repeat(86)}`,
        );
      run(0.1, texts);
    },
    TIMEOUT_MS,
  );

  it(
    'as a good one with pieces replaced, cut or put in',
    () => {
      const change = fc.record({
        at: fc.nat(),
        cut: fc.nat({ max: 20 }),
        piece: fc.oneof(words, fc.string({ maxLength: 3 })),
      });
      const texts = fc
        .tuple(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 3 }))
        .map(([seed, changes]) =>
          changes.reduce((text, { at, cut, piece }) => {
            const place = at % (text.length + 1);
            return text.slice(0, place) + piece + text.slice(place + cut);
          }, seed),
        );
      run(0.3, texts);
    },
    TIMEOUT_MS,
  );
});

describe('long input costs linear time', () => {
  /** Quadratic time over these would take minutes. */
  const LENGTH = 2_000_000;
  const repeated = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length));

  it.each([
    ['open brackets', '['],
    ['open braces', '{"a":'],
    ['bars', 'OCMF|'],
    ['white space', ' '],
    ['hex', 'ab'],
    ['base64', 'QUFB'],
    ['dots', 'a.'],
    ['quotes', '"'],
    ['backslashes', '\\'],
    ['elements that never close', '<a>'],
    ['elements', '<a/>'],
    ['entities', '&lt;'],
    ['angle brackets', '<'],
    ['attributes', ' a="1"'],
    ['numbers', '1,'],
    ['empty lists', '[],'],
  ])('as %s', (_name, piece) => {
    const text = repeated(piece);
    for (const wrapped of [
      text,
      `<v>${text}</v>`,
      `<v ${text}/>`,
      `[${text}0]`,
      `{"signedMeterData":"${text}"}`,
      `OCMF|{"a":"${text}"}|{}`,
    ]) {
      for (const format of [undefined, 'safe-xml', 'ocpp', 'ocpi']) readContainer(wrapped, format);
      readReceipt(wrapped);
    }
    expect(readReceipt(text).kind).not.toBe('receipt');
  });
});
