// SPDX-License-Identifier: Apache-2.0
import type { ArgumentOf, MeterRecord } from '@meterpki/protocol';
import { genesisText } from '../support/genesis';
import { revoke } from '../support/checks';
import { importItem } from '../support/meters';
import { activate, meterRecord, opened, register, type Scene } from '../support/scene';
import { TestMeter } from '../support/test-meter';

const FIND = ['registry', 'FindMeters'] as const;
const HISTORY = ['registry', 'GetHistory'] as const;

/** A ledger with many imported meters of the PTB, few of which are of another make. */
async function crowded(): Promise<Scene> {
  const scene = await opened(genesisText({ imports: true }));
  const { ledger, who } = scene;
  for (let start = 0; start < 1200; start += 400) {
    const meters = Array.from({ length: 400 }, (_, at) => {
      const name = String(start + at).padStart(5, '0');
      const item = importItem(new TestMeter(name), `ptb:${name}`);
      return start + at === 1150 ? { ...item, manufacturer: 'Rare' } : item;
    });
    await ledger.submit(who.ptbAdmin, ['registry', 'ImportMeters'], { source: 's', meters });
  }
  return scene;
}

/** All pages of a listing, and how many records were read for the largest of them. */
async function pages(
  { ledger, who }: Scene,
  query: ArgumentOf<'registry', 'FindMeters'>,
): Promise<{ meters: MeterRecord[]; calls: number }> {
  const meters: MeterRecord[] = [];
  let next: string | undefined;
  let calls = 0;
  do {
    const page = await ledger.submit(who.society, FIND, {
      ...query,
      ...(next === undefined ? {} : { start: next }),
    });
    meters.push(...page.meters);
    next = page.next;
    calls += 1;
  } while (next !== undefined && calls < 50);
  return { meters, calls };
}

describe('FindMeters', () => {
  it('lists the meters of one institute by status and make, each once, in pages', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    for (const name of ['a', 'b']) await activate(scene, name);
    await register(scene, 'c');
    await register(scene, 'd', { by: who.inmetroCarla });
    const ids = async (query: object, limit = 1): Promise<string[]> =>
      (await pages(scene, { mspId: 'PTBMSP', limit, ...query })).meters.map(({ meterId }) => meterId);
    expect(await ids({})).toEqual(['ptb:a', 'ptb:b', 'ptb:c']);
    expect(await ids({ status: 'PENDING' })).toEqual(['ptb:c']);
    expect(await ids({ status: 'ACTIVE' })).toEqual(['ptb:a', 'ptb:b']);
    expect(await ids({ manufacturer: 'EasyMeter', status: 'ACTIVE' }, 500)).toEqual(['ptb:a', 'ptb:b']);
    expect(await ids({ mspId: 'InmetroMSP' })).toEqual(['inmetro:d']);
    expect(await ids({ manufacturer: 'easymeter' })).toEqual([]);
    for (const query of [{ mspId: 'NoMSP' }, { mspId: 'PTBMSP', start: 'meter/inmetro/d' }])
      expect((await ledger.refuse(who.society, FIND, query)).code).toBe('INVALID_ARGUMENT');
  });

  it('reads at most five hundred records a page, however little fits, and goes on where it stopped', async () => {
    const scene = await crowded();
    const { meters, calls } = await pages(scene, { mspId: 'PTBMSP', manufacturer: 'Rare' });
    expect(meters.map(({ meterId }) => meterId)).toEqual(['ptb:01150']);
    expect(calls).toBe(3);
    const all = await pages(scene, { mspId: 'PTBMSP', manufacturer: 'EasyMeter', limit: 300 });
    expect(all.meters).toHaveLength(1199);
    expect(new Set(all.meters.map(({ meterId }) => meterId)).size).toBe(1199);
  });
});

describe('GetHistory', () => {
  it('tells every state of a meter, oldest first, with transaction and time, in pages', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const placed = await activate(scene, 'm');
    await revoke(scene, placed, 'keyCompromise');
    const { now } = ledger;
    const { states, next } = await ledger.submit(who.society, HISTORY, { meterId: 'ptb:m' });
    expect(next).toBeUndefined();
    expect(states.map(({ meter }) => meter.keys[0]?.state)).toEqual(['PENDING', 'ACTIVE', 'REVOKED']);
    expect(states.at(-1)).toMatchObject({ time: now, meter: meterRecord(scene, placed) });
    expect(new Set(states.map(({ tx }) => tx)).size).toBe(3);
    const first = await ledger.submit(who.society, HISTORY, { meterId: 'ptb:m', limit: 2 });
    const second = await ledger.submit(who.society, HISTORY, {
      meterId: 'ptb:m',
      limit: 2,
      start: first.next ?? '',
    });
    expect([...first.states, ...second.states]).toEqual(states);
    expect(second.next).toBeUndefined();
  });

  it('refuses a meter that it does not know, and a start that it did not give', async () => {
    const { ledger, who } = await opened();
    expect((await ledger.refuse(who.society, HISTORY, { meterId: 'ptb:m' })).code).toBe('METER_UNKNOWN');
    const argument = { meterId: 'ptb:m', start: 'x' };
    expect((await ledger.refuse(who.society, HISTORY, argument)).code).toBe('INVALID_ARGUMENT');
  });
});
