// SPDX-License-Identifier: Apache-2.0
import type { MeterAlias } from '@meterpki/protocol';
import { check, verdict } from '../support/checks';
import { change, propose, vote } from '../support/policies';
import { registration } from '../support/meters';
import { activate, challengeBy, meterRecord, opened, register, type Scene } from '../support/scene';
import { TestMeter } from '../support/test-meter';

const SET = ['registry', 'SetAliases'] as const;
const station = (text: string, period: Partial<MeterAlias> = {}): MeterAlias => ({
  kind: 'GS',
  text,
  ...period,
});

const set = ({ ledger, who }: Scene, meterId: string, aliases: readonly MeterAlias[]): Promise<unknown> =>
  ledger.submit(who.ptbAnna, SET, { meters: [{ meterId, aliases: [...aliases] }] });

const refusals = async (
  { ledger, who }: Scene,
  meterId: string,
  aliases: readonly MeterAlias[],
): Promise<string[]> => {
  const { faults } = await ledger.refuse(who.ptbAnna, SET, { meters: [{ meterId, aliases }] });
  return faults.map(({ path, code }) => `${path.replace('meters[0].', '')} ${code}`);
};

describe('SetAliases', () => {
  it('a station that changed its meter finds each receipt the meter of its time', async () => {
    const scene = await opened();
    const { ledger } = scene;
    const old = await activate(scene, 'old', [station('S1')]);
    const early = ledger.now;
    ledger.pass({ days: 10 });
    const fresh = await activate(scene, 'fresh');
    await set(scene, old.meterId, []);
    const moved = ledger.now;
    await set(scene, fresh.meterId, [station('S1')]);
    const late = ledger.now;
    const found = async (meter: typeof old, end: string): Promise<string> => {
      const text = meter.meter.signOcmf({ end, serial: 'none', gateway: 'S1' });
      const [outcome] = await check(scene, { text });
      return `${outcome?.verdict ?? ''} ${outcome?.meterId ?? ''} ${outcome?.reason ?? ''}`.trim();
    };
    expect(await found(old, early)).toBe('valid ptb:old');
    expect(await found(fresh, late)).toBe('valid ptb:fresh');
    expect(await found(old, late)).toBe('invalid  signature-mismatch');
    expect(await found(fresh, moved)).toBe('indeterminate  unknown-meter');
    expect(meterRecord(scene, old).aliases).toEqual([station('S1', { validTo: moved })]);
    expect(meterRecord(scene, fresh).aliases).toEqual([station('S1', { validFrom: late })]);
  });

  it('an alias without times counts always, one that claims no time is found among those that count now', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm', [station('S1')]);
    const timeless = { text: placed.meter.signOcmf({ serial: 'none', gateway: 'S1' }) };
    expect(await verdict(scene, timeless)).toBe('valid');
    await set(scene, placed.meterId, [station('S2')]);
    expect(await verdict(scene, timeless)).toBe('indeterminate unknown-meter');
  });

  it('what meters that share an alias have already is no obstacle to saying it again, in one list', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const meters = [];
    for (let at = 0; at < 10; at++)
      meters.push({
        meterId: (await register(scene, `m${at}`, { aliases: [station('S1')] })).meterId,
        aliases: [station('S1')],
      });
    await ledger.submit(who.ptbAnna, SET, { meters });
    const more = Array.from({ length: 7 }, (_, at) => `n${at}`);
    for (const name of more) await register(scene, name);
    const crowd = more.map((name) => ({ meterId: `ptb:${name}`, aliases: [station('S1')] }));
    const { faults } = await ledger.refuse(who.ptbAnna, SET, { meters: [...meters, ...crowd] });
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'meters[16].aliases[0] ALIAS_CROWDED',
    ]);
  });

  it('an alias has had at most 63 meters of an institute, so that looking it up stays cheap', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const day = (at: number): string => new Date(Date.UTC(1990, 0, 1 + at)).toISOString();
    const challenge = await challengeBy(scene, who.ptbAnna);
    const meters = Array.from({ length: 64 }, (_, at) =>
      registration(new TestMeter(`m${at}`), ledger, challenge, `ptb:m${at}`, [
        station('S1', { validFrom: day(at), validTo: day(at + 1) }),
      ]),
    );
    const { challengeId } = challenge;
    const register64 = { challengeId, meters };
    const { faults } = await ledger.refuse(who.ptbAnna, ['registry', 'RegisterMeters'], register64);
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'meters[63].aliases[0] ALIAS_CROWDED',
    ]);
    await ledger.submit(who.ptbAnna, ['registry', 'RegisterMeters'], {
      challengeId,
      meters: meters.slice(1),
    });
    await ledger.submit(who.society, ['registry', 'GetMeters'], { aliases: [station('S1')] });
    expect(ledger.last?.reads).toBeLessThan(80);
  });

  it('an alias may be said to have counted before, and is found for receipts of that time', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const validFrom = '2026-05-01T00:00:00.000Z';
    await set(scene, placed.meterId, [station('S1', { validFrom })]);
    const receipt = (end: string): { text: string } => ({
      text: placed.meter.signOcmf({ end, serial: 'none', gateway: 'S1' }),
    });
    expect(await verdict(scene, receipt(validFrom))).toBe('valid');
    expect(await verdict(scene, receipt('2026-04-30T23:59:59.999Z'))).toBe('indeterminate unknown-meter');
  });

  it('an alias that is set again goes on from where it began', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm', [station('S1')]);
    await set(scene, placed.meterId, []);
    await set(scene, placed.meterId, [station('S1')]);
    expect(meterRecord(scene, placed).aliases).toEqual([station('S1')]);
  });

  it('seventeen meters of an institute cannot count under one alias at once, but one after the other', async () => {
    const scene = await opened();
    for (let at = 0; at < 16; at++) await register(scene, `m${at}`, { aliases: [station('S1')] });
    const late = await register(scene, 'late');
    expect(await refusals(scene, late.meterId, [station('S1')])).toEqual(['aliases[0] ALIAS_CROWDED']);
    await set(scene, 'ptb:m3', []);
    await set(scene, late.meterId, [station('S1')]);
    expect(meterRecord(scene, late).aliases).toHaveLength(1);
  });

  it("another institute's squatters do not crowd the owner out", async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    for (let at = 0; at < 16; at++)
      await register(scene, `s${at}`, { by: who.inmetroCarla, aliases: [station('S1')] });
    const owner = await activate(scene, 'owner');
    await set(scene, owner.meterId, [station('S1')]);
    const text = owner.meter.signOcmf({ end: ledger.now, serial: 'none', gateway: 'S1' });
    const [outcome] = await check(scene, { text });
    expect(outcome).toMatchObject({ verdict: 'valid', meterId: owner.meterId });
    expect(outcome?.findings).toContain('alias-ambiguous');
  });

  it('each refusal has its place and code', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const placed = await activate(scene, 'm');
    const bad = { validFrom: '2026-05-02T00:00:00.000Z', validTo: '2026-05-02T00:00:00.000Z' };
    expect(await refusals(scene, placed.meterId, [station('A'), station('A'), station('B', bad)])).toEqual([
      'aliases[1] INVALID_ARGUMENT',
      'aliases[2] INVALID_ARGUMENT',
    ]);
    expect(await refusals(scene, 'ptb:none', [])).toEqual(['meterId METER_UNKNOWN']);
    const argument = { meters: [{ meterId: placed.meterId, aliases: [] }] };
    expect((await ledger.refuse(who.inmetroCarla, SET, argument)).code).toBe('FOREIGN_METER');
    expect((await ledger.refuse(who.ptbAdmin, SET, argument)).code).toBe('ENDORSER_NOT_GRANTED');
    await ledger.submit(who.ptbAnna, ['registry', 'DecommissionMeters'], { meterIds: [placed.meterId] });
    expect(await refusals(scene, placed.meterId, [station('A')])).toEqual(['meterId METER_DECOMMISSIONED']);
  });

  it('a retired meter can give up its aliases, so that another may carry them', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const names = Array.from({ length: 16 }, (_, at) => `m${at}`);
    for (const name of names) await register(scene, name, { aliases: [station('S1')] });
    const meterIds = names.map((name) => `ptb:${name}`);
    await ledger.submit(who.ptbAnna, ['registry', 'DecommissionMeters'], { meterIds });
    const fresh = await register(scene, 'fresh');
    expect(await refusals(scene, fresh.meterId, [station('S1')])).toEqual(['aliases[0] ALIAS_CROWDED']);
    await set(scene, 'ptb:m0', []);
    const { now } = ledger;
    expect(meterRecord(scene, { meterId: 'ptb:m0' }).aliases).toEqual([station('S1', { validTo: now })]);
    await set(scene, fresh.meterId, [station('S1')]);
    expect(meterRecord(scene, fresh).aliases).toHaveLength(1);
  });

  it('meters that carry an alias one after the other crowd nobody out', async () => {
    const scene = await opened();
    const { ledger } = scene;
    for (let at = 0; at < 17; at++) {
      const { meterId } = await register(scene, `m${at}`);
      const [validFrom, validTo] = [`20${at + 10}-01-01T00:00:00.000Z`, `20${at + 11}-01-01T00:00:00.000Z`];
      await set(scene, meterId, [station('S1', { validFrom, validTo })]);
    }
    const always = await register(scene, 'always');
    await set(scene, always.meterId, [station('S1', { validFrom: '2000-01-01T00:00:00.000Z' })]);
    expect(meterRecord(scene, always).aliases).toHaveLength(1);
    ledger.pass({ seconds: 1 });
    for (let at = 0; at < 14; at++) {
      const { meterId } = await register(scene, `n${at}`);
      await set(scene, meterId, [station('S1', { validFrom: '2020-01-01T00:00:00.000Z' })]);
    }
    const last = await register(scene, 'last');
    expect(
      await refusals(scene, last.meterId, [station('S1', { validFrom: '2020-06-01T00:00:00.000Z' })]),
    ).toEqual(['aliases[0] ALIAS_CROWDED']);
    await set(scene, last.meterId, [
      station('S1', { validFrom: '2005-01-01T00:00:00.000Z', validTo: '2020-01-01T00:00:00.000Z' }),
    ]);
  });

  it.each([
    ['a later beginning', { validFrom: '2026-05-20T00:00:00.000Z' }, { end: false }],
    ['an end in the past', { validTo: '2026-05-20T00:00:00.000Z' }, { end: true }],
    ['both', { validFrom: '2026-05-20T00:00:00.000Z', validTo: '2026-05-21T00:00:00.000Z' }, { end: true }],
  ])('%s takes nothing away of the time before', async (_name, told, { end }) => {
    const scene = await opened();
    const validFrom = '2026-05-01T00:00:00.000Z';
    const placed = await activate(scene, 'm');
    await set(scene, placed.meterId, [station('S1', { validFrom })]);
    await set(scene, placed.meterId, [station('S1', told)]);
    const { now } = scene.ledger;
    expect(meterRecord(scene, placed).aliases).toEqual([
      station('S1', { validFrom, ...(end ? { validTo: now } : {}) }),
    ]);
    const text = placed.meter.signOcmf({ end: '2026-05-02T00:00:00.000Z', serial: 'none', gateway: 'S1' });
    expect(await verdict(scene, { text })).toBe('valid');
  });

  it('meters of an institute that left are found by their aliases', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const third = { mspId: 'ThirdMSP', prefix: 'third' };
    const placed = await activate(scene, 'm', [station('S1')]);
    const members = [{ mspId: 'PTBMSP', prefix: 'ptb' }, { mspId: 'InmetroMSP', prefix: 'inmetro' }, third];
    await change(scene, { members });
    const without = await propose(scene, who.ptbAdmin, { members: members.slice(1) });
    await vote(scene, who.inmetroAdmin, without);
    const text = placed.meter.signOcmf({ end: ledger.now, serial: 'none', gateway: 'S1' });
    const [outcome] = await check(scene, { text });
    expect(outcome).toMatchObject({ verdict: 'valid', meterId: placed.meterId });
  });

  it('a meter keeps sixty-four aliases, ended ones among them', async () => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    for (let round = 0; round < 4; round++)
      await set(
        scene,
        placed.meterId,
        Array.from({ length: 16 }, (_, at) => station(`${round}-${at}`)),
      );
    expect(meterRecord(scene, placed).aliases).toHaveLength(64);
    expect(await refusals(scene, placed.meterId, [station('one more')])).toEqual([
      'aliases TOO_MANY_ALIASES',
    ]);
  });
});
