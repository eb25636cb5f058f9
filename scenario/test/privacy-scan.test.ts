// SPDX-License-Identifier: Apache-2.0
import {
  castOfTestRun,
  chargingReceipt,
  markers,
  newInstrument,
  patternsOf,
  scanLedger,
  textsIn,
  verifyInitially,
  type Cast,
} from '@meterpki/scenario';

const texts = Object.values(markers);
const patterns = patternsOf(texts);

describe('the patterns of the scan', () => {
  const spellings: Readonly<Record<string, (text: string) => string>> = {
    'as it is': (text) => text,
    'in hex': (text) => Buffer.from(text).toString('hex'),
    'in upper-case hex': (text) => Buffer.from(text).toString('hex').toUpperCase(),
    'in base64': (text) => Buffer.from(text).toString('base64'),
    'in base64url': (text) => Buffer.from(text).toString('base64url'),
  };

  it.each(Object.entries(spellings))('find what stands %s, wherever it begins', (_how, spell) => {
    for (const text of texts) {
      for (const before of ['', 'a', 'ab', 'abc', '\u0000ÿ']) {
        const kept = Buffer.from(`{"x":"${spell(`${before}${text}${before}`)}"}`);
        expect(textsIn(kept, patterns)).toEqual([text]);
      }
    }
  });

  it('find nothing in a text that lacks a character', () => {
    for (const text of texts) expect(textsIn(Buffer.from(text.slice(1)), patterns)).toEqual([]);
  });

  it('find each of them in the receipts of the stories', () => {
    const receipt = chargingReceipt(newInstrument('ptb'), Date.now());
    expect(textsIn(Buffer.from(receipt), patterns).sort()).toEqual([...texts].sort());
  });
});

describe('the scan of a ledger', () => {
  let cast: Cast;

  beforeAll(async () => {
    cast = await castOfTestRun();
  });
  afterAll(() => cast.close());

  it('finds what was planted, in blocks and in the state, and nothing of the receipts that were recorded', async () => {
    const instrument = newInstrument('ptb');
    const { meterId } = instrument;
    await verifyInitially(cast, 'ptb', instrument);
    const { society } = await cast.session('ptb', 'society');
    const [outcome] = await society.recordChecks([{ text: chargingReceipt(instrument, Date.now()) }]);
    expect(outcome?.verdict).toBe('valid');

    const { found } = await scanLedger(cast.ledger, [...texts, meterId]);
    expect(new Set(found.map(({ text }) => text))).toEqual(new Set([meterId]));
    const places = found.map(({ place }) => place.split(' ')[0]);
    expect(new Set(places)).toEqual(new Set(['block', 'state']));
    expect(places.filter((place) => place === 'block').length).toBeGreaterThanOrEqual(3);
  }, 120_000);
});
