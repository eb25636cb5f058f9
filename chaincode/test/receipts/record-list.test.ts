// SPDX-License-Identifier: Apache-2.0
import {
  leafBytes,
  merkleRoot,
  readLeaves,
  toHex,
  type ReceiptInput,
  type ResultOf,
} from '@meterpki/protocol';
import { check, record, revoke } from '../support/checks';
import { activate, opened, type Scene } from '../support/scene';

const end = '2026-06-05T00:00:00.000Z';

/** One receipt of every kind: valid, invalid, of two meters, without meter, unreadable, twice the same. */
async function mixed(): Promise<{ scene: Scene; receipts: ReceiptInput[] }> {
  const scene = await opened();
  const [a, b] = [await activate(scene, 'a'), await activate(scene, 'b')];
  scene.ledger.milliseconds = Date.parse('2026-06-20T00:00:00.000Z');
  await revoke(scene, b, 'superseded', '2026-06-04T00:00:00.000Z');
  const good = { text: a.meter.signOcmf({ end }), meterId: a.meterId };
  const receipts = [
    good,
    { ...good, text: good.text.replace('1250.891', '9250.891') },
    { text: b.meter.signOcmf({ end }), meterId: b.meterId },
    { text: good.text },
    { text: 'OCMF|' },
    good,
  ];
  return { scene, receipts };
}

async function recorded(): Promise<{
  scene: Scene;
  receipts: ReceiptInput[];
  result: ResultOf<'receipts', 'RecordChecks'>;
}> {
  const { scene, receipts } = await mixed();
  return { scene, receipts, result: await record(scene, receipts) };
}

describe('RecordChecks of a list', () => {
  it('writes one record with counts and failures, and nothing else', async () => {
    const { scene, result } = await recorded();
    expect([...(scene.ledger.last?.writes.keys() ?? [])]).toEqual([result.record]);
    expect(result).not.toHaveProperty('check');
    const stored = scene.ledger.state.record('record', result.record);
    expect(stored.counts).toEqual({ valid: 2, invalid: 2, indeterminate: 2 });
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/) as unknown;
    expect(stored.failures).toEqual([
      { index: 1, verdict: 'invalid', reason: 'signature-mismatch', receiptId: digest, meterId: 'ptb:a' },
      { index: 2, verdict: 'invalid', reason: 'key-revoked', receiptId: digest, meterId: 'ptb:b' },
      { index: 3, verdict: 'indeterminate', reason: 'unknown-meter', receiptId: digest },
      { index: 4, verdict: 'indeterminate', reason: 'malformed' },
    ]);
  });

  it('lists the leaves in its answer, from which anybody can rebuild the root in state', async () => {
    const { scene, receipts, result } = await recorded();
    const leaves = readLeaves(result.leaves) ?? [];
    const outcomes = await check(scene, ...receipts);
    expect(leaves).toEqual(
      outcomes.map(({ receiptId, meterId, verdict }) => ({
        verdict,
        ...(receiptId === undefined ? {} : { receiptId }),
        ...(meterId === undefined ? {} : { meterId }),
      })),
    );
    const root = toHex(merkleRoot(leaves.map(leafBytes)));
    expect(result.root).toBe(root);
    expect(scene.ledger.state.record('record', result.record).root).toBe(root);
  });

  it('gives another root for the same receipts in another order', async () => {
    const { scene, receipts, result } = await recorded();
    expect((await record(scene, [...receipts].reverse())).root).not.toBe(result.root);
    expect((await record(scene, receipts)).root).toBe(result.root);
  });

  it('remarks what the leaves cannot say: reasons and findings, by index', async () => {
    const { result } = await recorded();
    expect(result.remarks.map(({ index, reason }) => [index, reason])).toEqual(
      expect.arrayContaining([
        [1, 'signature-mismatch'],
        [2, 'key-revoked'],
        [3, 'unknown-meter'],
        [4, 'malformed'],
      ]),
    );
  });

  it('agrees with itself on another peer, byte for byte', async () => {
    const [first, second] = [await mixed(), await mixed()];
    const one = await record(first.scene, first.receipts);
    const other = await record(second.scene, first.receipts);
    expect(other).toEqual(one);
    expect(second.scene.ledger.state.get(other.record)).toEqual(first.scene.ledger.state.get(one.record));
  });

  it('takes a hundred receipts that are all not valid', async () => {
    const { scene } = await mixed();
    const result = await record(
      scene,
      Array.from({ length: 100 }, () => ({ text: '' })),
    );
    const { counts, failures } = scene.ledger.state.record('record', result.record);
    expect([counts.indeterminate, failures.length]).toEqual([100, 100]);
  });
});
