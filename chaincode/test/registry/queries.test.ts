// SPDX-License-Identifier: Apache-2.0
import type { Alias } from '@meterpki/protocol';
import { meterRecord, opened, register } from '../support/scene';

const GET = ['registry', 'GetMeters'] as const;
const alias: Alias = { kind: 'GS', text: 'gw' };

describe('GetMeters', () => {
  it('finds by ID, by key and by alias, gives each meter once, and writes nothing', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const a = await register(scene, 'a', { aliases: [alias] });
    const b = await register(scene, 'b');
    const keys = [a.meter.fingerprint, b.meter.fingerprint];
    const { meters, unknown } = await ledger.submit(who.society, GET, {
      meterIds: [a.meterId],
      keys,
      aliases: [alias],
    });
    expect(meters).toEqual([meterRecord(scene, a), meterRecord(scene, b)]);
    expect(unknown).toEqual([]);
    expect(ledger.last?.writes.size).toBe(0);
  });

  it('repeats what it did not find, in the words of the question', async () => {
    const scene = await opened();
    const key = 'a'.repeat(64);
    const { meters, unknown } = await scene.ledger.submit(scene.who.society, GET, {
      meterIds: ['ptb:x'],
      keys: [key],
      aliases: [alias],
    });
    expect(meters).toEqual([]);
    expect(unknown).toEqual(['ptb:x', key, 'GS:gw']);
  });

  it('gives the meters of every institute under one alias', async () => {
    const scene = await opened();
    await register(scene, 'a', { aliases: [alias] });
    await register(scene, 'b', { by: scene.who.inmetroCarla, aliases: [alias] });
    const { meters } = await scene.ledger.submit(scene.who.society, GET, { aliases: [alias] });
    expect(meters.map(({ meterId }) => meterId)).toEqual(['ptb:a', 'inmetro:b']);
  });

  it('reads each meter once, however often it is asked for', async () => {
    const scene = await opened();
    await register(scene, 'a');
    const meterIds = Array.from({ length: 50 }, () => 'ptb:a');
    await scene.ledger.submit(scene.who.society, GET, { meterIds });
    expect(scene.ledger.last?.readKeys.filter((key) => key.startsWith('meter/'))).toHaveLength(1);
  });

  it('refuses lists that are too long', async () => {
    const { ledger, who } = await opened();
    const meterIds = Array.from({ length: 501 }, (_, at) => `ptb:${at}`);
    const aliases = Array.from({ length: 21 }, () => alias);
    expect((await ledger.refuse(who.society, GET, { meterIds })).code).toBe('INVALID_ARGUMENT');
    expect((await ledger.refuse(who.society, GET, { aliases })).code).toBe('INVALID_ARGUMENT');
  });
});

describe('IsRegistered', () => {
  it('is true for any record, pending ones included, and keeps the order', async () => {
    const scene = await opened();
    await register(scene, 'a');
    const { answers } = await scene.ledger.submit(scene.who.society, ['registry', 'IsRegistered'], {
      meterIds: ['ptb:b', 'ptb:a', 'inmetro:a'],
    });
    expect(answers).toEqual([
      { meterId: 'ptb:b', registered: false },
      { meterId: 'ptb:a', registered: true },
      { meterId: 'inmetro:a', registered: false },
    ]);
  });
});
