// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@meterpki/protocol';
import type { Context } from 'fabric-contract-api';
import { LedgerState } from '../../dist/state/ledger-state';
import { MAX_STATE_READS } from '../../dist/state/read-budget';
import { people } from '../support/people';
import { Simulation } from '../support/simulation';
import { WorldState } from '../support/world-state';

const value = Buffer.from('{"schema":1}');

/** A state that holds these keys, and the stub under it. */
async function stateWith(keys: readonly string[]): Promise<{ state: LedgerState; stub: Simulation }> {
  const world = new WorldState();
  world.apply(new Map(keys.map((key) => [key, value])));
  const caller = (await people()).society;
  const transient = new Map<string, Uint8Array>();
  const proposal = { txId: '', channel: '', chaincode: '', milliseconds: 0, caller, transient, args: [] };
  const stub = new Simulation(world, proposal);
  return { state: new LedgerState(stub as unknown as Context['stub']), stub };
}

const numbered = (stem: string, count: number, step = 1): string[] =>
  Array.from({ length: count }, (_, at) => `${stem}${String(at * step).padStart(2, '0')}`);

/** Reads ahead, then each key, and gives those that stand there. */
async function present({ state }: { state: LedgerState }, keys: readonly string[]): Promise<string[]> {
  await state.readNeighbours(keys);
  const found = [];
  for (const key of keys) if (await state.has(key)) found.push(key);
  return found;
}

describe('what is known', () => {
  it('is what was read, also that nothing stands there; anything else is a fault of the rules', async () => {
    const { state } = await stateWith(['a']);
    await state.readAll(['a', 'b']);
    expect([state.known('a'), state.known('b')]).toEqual([{ schema: 1 }, undefined]);
    expect(() => state.known('c')).toThrow('without a read');
  });
});

describe('reading ahead', () => {
  it('reads eight keys that differ in their last two characters in one range, and nothing again', async () => {
    const keys = numbered('meter/ptb/a', 8, 7);
    const opened = await stateWith(keys);
    expect(await present(opened, keys)).toEqual(keys);
    expect(opened.stub.ranges).toEqual([['meter/ptb/a00', 'meter/ptb/a49-']]);
    expect(opened.stub.readKeys).toEqual([]);
    expect(opened.stub.reads).toBe(9);
    expect(opened.stub.openIterators).toBe(0);
  });

  it('reads seven such keys, and keys that are not alike, one by one', async () => {
    const keys = [...numbered('meter/ptb/a', 7), 'meter/ptb/b', 'meter/inmetro/a07'];
    const opened = await stateWith(keys);
    expect(await present(opened, keys)).toEqual(keys);
    expect(opened.stub.ranges).toEqual([]);
    expect(opened.stub.reads).toBe(keys.length);
  });

  it('asks no range across institutes: their prefixes stand before what may differ', async () => {
    const keys = ['a', 'b', 'c', 'd'].flatMap((id) => [`meter/ptb/${id}`, `meter/ptc/${id}`]);
    const opened = await stateWith(keys);
    expect((await present(opened, keys)).sort()).toEqual([...keys].sort());
    expect(opened.stub.ranges).toEqual([]);
  });

  it('knows from the range what does not stand there', async () => {
    const keys = numbered('meter/ptb/a', 9);
    const there = keys.filter((_, at) => at % 2 === 0);
    const opened = await stateWith(there);
    expect(await present(opened, keys)).toEqual(there);
    expect(opened.stub.readKeys).toEqual([]);
  });

  it('gives a range up where strangers crowd between the keys, and gets the rest', async () => {
    const keys = numbered('meter/ptb/a', 10);
    const crowd = Array.from({ length: 200 }, (_, at) => `meter/ptb/a04.${String(at).padStart(3, '0')}`);
    const opened = await stateWith([...keys, ...crowd]);
    expect(await present(opened, keys)).toEqual(keys);
    expect(opened.stub.readKeys).toEqual(keys.slice(5));
    expect(opened.stub.reads).toBe(1 + 50 + 5);
    expect(opened.stub.openIterators).toBe(0);
  });

  it.each([
    ['every fifth', 5],
    ['every third', 3],
    ['each', 1],
  ])('brings %s of two thousand, and leaves a thousand reads to the rules', async (_name, step) => {
    const all = Array.from({ length: 2000 * step }, (_, at) => `meter/ptb/${String(at).padStart(5, '0')}`);
    const keys = all.filter((_, at) => at % step === 0);
    const opened = await stateWith(all);
    expect(await present(opened, keys)).toEqual(keys);
    expect(opened.stub.reads).toBeLessThanOrEqual(4000);
    expect(opened.stub.readKeys.length).toBeLessThan(keys.length);
  });

  it('asks a hundred keys that are not alike with one message', async () => {
    const keys = Array.from({ length: 250 }, (_, at) => `meter/ptb/${at}.${'x'.repeat(at % 7)}.${at}`);
    const opened = await stateWith(keys.slice(0, 200));
    expect(new Set(await present(opened, keys))).toEqual(new Set(keys.slice(0, 200)));
    expect(opened.stub.messages).toBe(3);
    expect(opened.stub.reads).toBe(250);
  });

  it('takes no values at all for a failure of the peer, never for keys without records', async () => {
    const { state, stub } = await stateWith(['meter/ptb/a']);
    stub.handler._askPeerAndListen = () => Promise.resolve(new Uint8Array());
    await expect(state.readAll(['meter/ptb/a', 'meter/ptb/b'])).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});

describe('writing', () => {
  it('hands nothing over before it is told to, then all in order, a thousand with one message', async () => {
    const { state, stub } = await stateWith([]);
    for (let at = 0; at < 1500; at++) state.put(`meter/ptb/${at % 1400}`, { schema: 1, at } as { schema: 1 });
    expect(stub.writes.size).toBe(0);
    await state.flush();
    expect(stub.messages).toBe(2);
    expect(stub.writes.size).toBe(1400);
    expect(stub.writes.get('meter/ptb/7')?.toString()).toBe('{"at":1407,"schema":1}');
    await state.flush();
    expect(stub.messages).toBe(2);
  });
});

describe('the reads of one transaction', () => {
  const code = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof Refusal ? error.code : 'failed'),
    );

  it('are at most 5,000, single ones', async () => {
    const { state, stub } = await stateWith([]);
    for (let at = 0; at < MAX_STATE_READS; at++) await state.get(`meter/ptb/${at}`);
    expect(await code(state.get('meter/ptb/0'))).toBe('done');
    expect(await code(state.get('meter/ptb/more'))).toBe('LIST_TOO_COSTLY');
    expect(stub.reads).toBe(5000);
  });

  it('are at most 5,000, ranges and their records, and no iterator stays open', async () => {
    const keys = Array.from({ length: 5001 }, (_, at) => `pe/X/${String(at).padStart(4, '0')}`);
    const { state, stub } = await stateWith(keys);
    expect(await state.range('pe/X/', 'pe/X0', 4999)).toHaveLength(4999);
    expect(stub.reads).toBe(5000);
    const again = await stateWith(keys);
    expect(await code(again.state.range('pe/X/', 'pe/X0', 6000))).toBe('LIST_TOO_COSTLY');
    expect(again.stub.openIterators).toBe(0);
  });
});
