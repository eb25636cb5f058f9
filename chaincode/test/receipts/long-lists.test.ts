// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, sign } from 'node:crypto';
import {
  fingerprintOf,
  readLeaves,
  toBase64,
  toUtf8,
  writeRaw,
  type KeyRecord,
  type LedgerEvent,
  type ReceiptInput,
} from '@meterpki/protocol';
import { check, record, transientOf } from '../support/checks';
import { genesisText } from '../support/genesis';
import { activateMany } from '../support/many-meters';
import { activate, meterRecord, opened, type Placed, type Scene } from '../support/scene';
import { TestMeter } from '../support/test-meter';

const end = '2026-06-05T00:00:00.000Z';
const RECORD = ['receipts', 'RecordChecks'] as const;

const receiptOf = ({ meter, meterId }: Placed): ReceiptInput => ({ text: meter.signOcmf({ end }), meterId });
const numbered = (stem: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${stem}${String(at).padStart(3, '0')}`);

/** The meter of a name, put under other IDs as well: what a register of many meters holds, without their registrations. */
function copies(scene: Scene, placed: Placed, names: readonly string[]): Placed[] {
  const record = meterRecord(scene, placed);
  const writes = names.map((name): [string, Buffer] => {
    const text = JSON.stringify({ ...record, meterId: `ptb:${name}` });
    return [`meter/ptb/${name}`, Buffer.from(text)];
  });
  scene.ledger.state.apply(new Map(writes));
  return names.map((name) => ({ meter: placed.meter, meterId: `ptb:${name}` }));
}

/** Reads of the state in the last call, by kind. */
const reads = ({ ledger }: Scene): { gets: number; ranges: number; all: number } => ({
  gets: ledger.last?.readKeys.filter((key) => key.startsWith('meter/')).length ?? 0,
  ranges: ledger.last?.ranges.length ?? 0,
  all: ledger.last?.reads ?? 0,
});

/** The policy, and the range of reviews, of which there are none. */
const BESIDES = 2;

describe('a list of the most receipts', () => {
  it('from neighbouring meters reads ranges, one record for each meter, and verifies all', async () => {
    const scene = await opened();
    const placed = copies(scene, await activate(scene, 'm'), numbered('HE7.', 1000));
    const text = placed[0]?.meter.signOcmf({ end }) ?? '';
    const receipts = [...placed, ...placed].map(({ meterId }) => ({ text, meterId }));
    const { leaves } = await record(scene, receipts);
    expect(reads(scene)).toEqual({ gets: 0, ranges: 11, all: 1000 + 10 + BESIDES });
    const told = readLeaves(leaves) ?? [];
    expect(told.map(({ meterId }) => meterId)).toEqual(receipts.map(({ meterId }) => meterId));
    expect(told.every(({ verdict }) => verdict === 'valid')).toBe(true);
  });

  it('from meters that lie apart gets each once, however many receipts it has', async () => {
    const scene = await opened();
    const names = numbered('x', 500).map((name) => `${name}.${name}.${Number(name.slice(1)) * 7919}`);
    const placed = copies(scene, await activate(scene, 'm'), names);
    const text = placed[0]?.meter.signOcmf({ end }) ?? '';
    await record(
      scene,
      [0, 1, 2, 3].flatMap(() => placed.map(({ meterId }) => ({ text, meterId }))),
    );
    expect(reads(scene)).toEqual({ gets: 500, ranges: 1, all: 500 + BESIDES });
  });

  it('gives outcomes in the order of the receipts, whichever signature is verified first', async () => {
    const scene = await opened();
    const placed = await activateMany(scene, numbered('o', 40));
    const receipts = placed.map((one, at) => {
      const receipt = receiptOf(one);
      return at % 3 === 0 ? { ...receipt, text: receipt.text.replace('1250.891', '9250.891') } : receipt;
    });
    const outcomes = await check(scene, ...receipts);
    expect(outcomes.map(({ meterId }) => meterId)).toEqual(placed.map(({ meterId }) => meterId));
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(
      placed.map((_, at) => (at % 3 === 0 ? 'invalid' : 'valid')),
    );
  });

  it('gives the same outcomes as the receipts one by one', async () => {
    const scene = await opened();
    const placed = await activateMany(scene, numbered('s', 6));
    const receipts = [...placed.map(receiptOf), { text: 'x' }, { text: 'OCMF|' }];
    const outcomes = [];
    for (const receipt of receipts) outcomes.push(...(await check(scene, receipt)));
    expect(await check(scene, ...receipts)).toEqual(outcomes);
  });

  it('tells the leaves in the event, as in the answer', async () => {
    const scene = await opened();
    const placed = await activateMany(scene, numbered('e', 5));
    const result = await record(scene, placed.map(receiptOf));
    const event = JSON.parse(scene.ledger.last?.event?.payload.toString() ?? '') as LedgerEvent;
    expect(event.leaves).toBe(result.leaves);
    expect(event.records.map(({ key }) => key)).toEqual([result.record]);
  });
});

describe('the most work of one transaction', () => {
  const withKeys = async (count: number): Promise<{ scene: Scene; placed: Placed }> => {
    const scene = await opened();
    const placed = await activate(scene, 'm');
    const stored = meterRecord(scene, placed);
    const others = numbered('k', count - 1).map((name): KeyRecord => {
      const { spki, fingerprint } = new TestMeter(name);
      const [own] = stored.keys;
      if (own === undefined) throw new Error('a meter has a key');
      return { ...own, spki: toBase64(spki), fingerprint };
    });
    const text = JSON.stringify({ ...stored, keys: [...others, ...stored.keys] });
    scene.ledger.state.apply(new Map([['meter/ptb/m', Buffer.from(text)]]));
    return { scene, placed };
  };

  it('is 2,000 signature checks, counted before the first of them', async () => {
    const { scene, placed } = await withKeys(16);
    const receipt = receiptOf(placed);
    const list = (length: number): ReceiptInput[] => Array.from({ length }, () => receipt);
    expect(await check(scene, ...list(125))).toHaveLength(125);
    const { ledger, who } = scene;
    const { code, faults } = await ledger.refuse(who.society, RECORD, {}, transientOf(list(126)));
    expect([code, faults[0]?.path]).toEqual(['LIST_TOO_COSTLY', 'receipts']);
    expect(faults[0]?.text).toContain('2016');
  });

  it('is 5,000 reads of the state', async () => {
    const { ledger, who } = await opened();
    const list = (length: number): ReceiptInput[] =>
      numbered('q', length).map((serial) => {
        const payload = JSON.stringify({ GS: `${serial}g`, MS: serial, RD: [] });
        return { text: `OCMF|${payload}|{"SD":"${'01'.repeat(64)}"}` };
      });
    // Three aliases each, looked up at two institutes: six ranges a receipt.
    await ledger.submit(who.society, ['receipts', 'CheckReceipts'], {}, transientOf(list(833)));
    expect(ledger.last?.reads).toBe(833 * 6 + 1);
    const { code, faults } = await ledger.refuse(who.society, RECORD, {}, transientOf(list(834)));
    expect([code, faults[0]?.path]).toEqual(['LIST_TOO_COSTLY', 'state']);
    expect(ledger.last?.reads).toBe(5000);
  });

  it('is 100 receipts that are not valid, where they are recorded', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const bad = Array.from({ length: 101 }, () => ({ text: '' }));
    const { code, faults } = await ledger.refuse(who.society, RECORD, {}, transientOf(bad));
    expect([code, faults[0]?.path]).toEqual(['TOO_MANY_FAILURES', 'receipts']);
    expect(await check(scene, ...bad)).toHaveLength(101);
  });
});

describe('the slowest algorithm', () => {
  it('is judged in lists of 2,000 as well', async () => {
    const id = 'ECDSA-brainpool384r1-SHA384';
    const scene = await opened(genesisText({ algorithms: ['ECDSA-secp256r1-SHA256', id] }));
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'brainpoolP384r1' });
    const placed = await activate(scene, 'm');
    const stored = meterRecord(scene, placed);
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    const key = { algorithm: id, spki: toBase64(spki), fingerprint: fingerprintOf(spki) };
    const text = JSON.stringify({ ...stored, keys: stored.keys.map((old) => ({ ...old, ...key })) });
    scene.ledger.state.apply(new Map([['meter/ptb/m', Buffer.from(text)]]));
    const information = toUtf8('1 kWh');
    const receipt = writeRaw(information, sign('sha384', information, privateKey));
    const { root } = await record(
      scene,
      Array.from({ length: 2000 }, () => ({ text: receipt, meterId: placed.meterId })),
    );
    const [stub] = scene.ledger.state
      .keys('record/')
      .map((name) => scene.ledger.state.record('record', name));
    expect(stub).toMatchObject({ root, counts: { valid: 2000, invalid: 0, indeterminate: 0 } });
  });
});
