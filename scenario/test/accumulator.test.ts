// SPDX-License-Identifier: Apache-2.0
import { Accumulator } from '@meterpki/client';
import {
  castOfTestRun,
  chargingReceipt,
  newInstrument,
  provedInLists,
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
    const { proved, lists } = await provedInLists(society, outcomes);
    expect(proved).toBe(CALLERS);
    expect(lists).toBeLessThan(20);
  }, 60_000);
});
