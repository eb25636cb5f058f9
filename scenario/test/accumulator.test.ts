// SPDX-License-Identifier: Apache-2.0
import { Accumulator } from '@meterpki/client';
import { fromHex, isIncluded, leafBytes, type ListRecord } from '@meterpki/protocol';
import {
  castOfTestRun,
  chargingReceipt,
  newInstrument,
  verifyManyInitially,
  withChangedAmount,
  type Cast,
} from '@meterpki/scenario';

const CALLERS = 200;

describe('single checks of many callers', () => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await castOfTestRun();
  });
  afterAll(() => cast.close());

  it('go out as few lists, and each caller gets its own verdict and proof', async () => {
    const instruments = Array.from({ length: 20 }, () => newInstrument('ptb'));
    await verifyManyInitially(cast, 'ptb', instruments);
    const receipts = Array.from({ length: CALLERS }, (_, at) => {
      const instrument = instruments[at % instruments.length] ?? newInstrument('ptb');
      const genuine = chargingReceipt(instrument, Date.now() - at);
      return { text: at % 10 === 7 ? withChangedAmount(genuine) : genuine, meterId: instrument.meterId };
    });
    const { society } = await cast.session('ptb', 'society');
    const accumulator = new Accumulator(society);
    const outcomes = await Promise.all(receipts.map((receipt) => accumulator.check(receipt)));
    await accumulator.close();

    expect(outcomes.map(({ verdict }) => verdict)).toEqual(
      receipts.map((_, at) => (at % 10 === 7 ? 'invalid' : 'valid')),
    );
    const records = new Map<string, ListRecord>();
    for (const key of new Set(outcomes.map(({ recorded }) => recorded?.record ?? '')))
      records.set(key, (await society.getCheck(key)) as ListRecord);
    expect(records.size).toBeLessThan(20);
    const proved = outcomes.filter(({ recorded }) => {
      const evidence = recorded?.evidence();
      const record = records.get(evidence?.record ?? '');
      if (evidence === undefined || record === undefined) return false;
      const { valid, invalid, indeterminate } = record.counts;
      const path = evidence.path.flatMap((step) => fromHex(step) ?? []);
      const size = valid + invalid + indeterminate;
      return isIncluded(
        { entry: leafBytes(evidence.leaf), index: evidence.index, size, path },
        fromHex(record.root) ?? new Uint8Array(),
      );
    });
    expect(proved).toHaveLength(CALLERS);
  }, 60_000);
});
