// SPDX-License-Identifier: Apache-2.0
import type { ArgumentOf } from '@meterpki/protocol';
import { record } from '../support/checks';
import { activate, opened, type Placed, type Scene } from '../support/scene';

const LIST = ['receipts', 'ListChecks'] as const;
type Wanted = ArgumentOf<'receipts', 'ListChecks'>;

/** Five recorded checks of one receipt, a minute apart, and one each of two meters whose IDs begin alike. */
async function log(): Promise<{
  scene: Scene;
  placed: Placed;
  keys: string[];
  times: string[];
  receiptId: string;
}> {
  const scene = await opened();
  const placed = await activate(scene, 'm');
  const alike = [await activate(scene, 'm.2'), await activate(scene, 'm0')];
  const { meter, meterId } = placed;
  const text = meter.signRaw('x');
  const [keys, times]: [string[], string[]] = [[], []];
  for (let count = 0; count < 5; count++) {
    scene.ledger.pass({ seconds: 60 });
    const { check = '', time } = await record(scene, [{ text, meterId }]);
    keys.push(check);
    times.push(time);
  }
  for (const other of alike)
    await record(scene, [{ text: other.meter.signRaw('y'), meterId: other.meterId }]);
  const { receiptId = '' } = scene.ledger.state.record('check', keys[0] ?? '');
  return { scene, placed, keys, times, receiptId };
}

async function list({ ledger, who }: Scene, wanted: Wanted): Promise<{ keys: string[]; next?: string }> {
  const { checks, next } = await ledger.submit(who.society, LIST, wanted);
  for (const { key, check } of checks) expect(check).toEqual(ledger.state.json(key));
  expect(ledger.last?.writes.size).toBe(0);
  return { keys: checks.map(({ key }) => key), ...(next === undefined ? {} : { next }) };
}

describe('ListChecks', () => {
  it('gives the checks of a meter in the order of time, none of meters whose IDs begin alike', async () => {
    const { scene, placed, keys } = await log();
    expect(await list(scene, { by: 'meter', meterId: placed.meterId })).toEqual({ keys });
    expect(await list(scene, { by: 'meter', meterId: 'ptb:none' })).toEqual({ keys: [] });
  });

  it('gives the checks of a receipt, through what was seen of it', async () => {
    const { scene, keys, receiptId } = await log();
    expect(await list(scene, { by: 'receipt', receiptId })).toEqual({ keys });
    expect(await list(scene, { by: 'receipt', receiptId: 'a'.repeat(64) })).toEqual({ keys: [] });
  });

  it('gives audit records by time, from a moment up to but without another', async () => {
    const { scene, times } = await log();
    const all = await list(scene, { by: 'time' });
    expect(all.keys).toHaveLength(7);
    const [from = '', to = ''] = [times[1], times[3]];
    const some = await list(scene, { by: 'time', from, to });
    expect(some).toEqual({ keys: all.keys.slice(1, 3) });
    expect(await list(scene, { by: 'time', from: to, to: from })).toEqual({ keys: [] });
    expect(scene.ledger.last?.ranges).toEqual([]);
  });

  it.each(['meter', 'receipt', 'time'] as const)('gives pages by %s that join to the whole', async (by) => {
    const { scene, placed, receiptId } = await log();
    const question = (more: object): Wanted => {
      const which = { meter: { meterId: placed.meterId }, receipt: { receiptId }, time: {} }[by];
      return { by, ...which, ...more } as Wanted;
    };
    const whole = await list(scene, question({}));
    const joined: string[] = [];
    let start: string | undefined;
    do {
      const page = await list(scene, question({ limit: 2, ...(start === undefined ? {} : { start }) }));
      expect(page.keys.length).toBeLessThanOrEqual(2);
      joined.push(...page.keys);
      start = page.next;
    } while (start !== undefined);
    expect(joined).toEqual(whole.keys);
  });

  it('gives no next page where the last one is exactly full', async () => {
    const { scene, placed, keys } = await log();
    const page = await list(scene, { by: 'meter', meterId: placed.meterId, limit: 5 });
    expect(page).toEqual({ keys });
  });

  it('refuses a start outside what was asked for, or that is no key of a page', async () => {
    const { scene, placed, keys } = await log();
    const { ledger, who } = scene;
    const { meterId } = placed;
    const [first = ''] = keys;
    for (const start of [
      `pe/PTBMSP/${who.ptbAnna.identity}`,
      'meter/ptb/m',
      'check/ptb:m0/',
      `check/${meterId}/`,
      `check/${meterId}/\udc00`,
      `check/${meterId}/\u0000`,
      `${first}x`,
      '',
    ]) {
      const { code, faults } = await ledger.refuse(who.society, LIST, { by: 'meter', meterId, start });
      expect([code, faults.length]).toEqual(['INVALID_ARGUMENT', 1]);
    }
  });

  it('refuses other questions, pages of none and of more than 500, and days that do not exist', async () => {
    const { ledger, who } = await opened();
    for (const wanted of [
      {},
      { by: 'nmi' },
      { by: 'meter' },
      { by: 'time', meterId: 'ptb:m' },
      { by: 'time', limit: 0 },
      { by: 'time', limit: 501 },
      { by: 'time', from: '2026-02-30T00:00:00.000Z' },
      { by: 'time', from: '2026-06-01' },
    ]) {
      expect((await ledger.refuse(who.society, LIST, wanted)).code).toBe('INVALID_ARGUMENT');
    }
  });
});
