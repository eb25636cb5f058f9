// SPDX-License-Identifier: Apache-2.0
import { check, record } from '../support/checks';
import { activate, opened, register, type Placed, type Scene } from '../support/scene';

const end = '2026-06-05T00:00:00.000Z';

async function active(): Promise<Placed & { scene: Scene }> {
  const scene = await opened();
  return { ...(await activate(scene, 'm')), scene };
}

const written = ({ ledger }: Scene): string[] => [...(ledger.last?.writes.keys() ?? [])].sort();

describe('RecordChecks of one receipt', () => {
  it('writes check, seen and record under time and transaction, and tells where', async () => {
    const { scene, meter, meterId } = await active();
    const { ledger, who } = scene;
    const receipt = { text: meter.signOcmf({ end }), meterId };
    const [outcome] = await check(scene, receipt);
    const result = await record(scene, [receipt]);
    const [time, tx] = [ledger.now, ledger.last?.getTxID() ?? ''];
    const receiptId = outcome?.receiptId ?? '';
    const keys = {
      check: `check/${meterId}/${time}/${tx}`,
      record: `record/${time}/${tx}`,
      seen: `seen/${receiptId}/${time}/${tx}`,
    };
    expect(written(scene)).toEqual(Object.values(keys));
    expect(result).toMatchObject({ check: keys.check, record: keys.record, time });
    expect(ledger.state.record('check', keys.check)).toEqual({
      schema: 1,
      record: keys.record,
      time,
      tx,
      ...outcome,
    });
    expect(ledger.state.json(keys.seen)).toEqual({ schema: 1, check: keys.check });
    expect(ledger.state.record('record', keys.record)).toEqual({
      schema: 1,
      time,
      tx,
      mspId: who.society.mspId,
      root: result.root,
      counts: { valid: 1, invalid: 0, indeterminate: 0 },
      failures: [],
    });
  });

  it('writes nothing under seen for a receipt that no key verified: it is no evidence', async () => {
    const { scene, meter, meterId } = await active();
    const text = meter.signOcmf({ end }).replace('1250.891', '9250.891');
    const { check: key } = await record(scene, [{ text, meterId }]);
    expect(written(scene).map((name) => name.split('/')[0])).toEqual(['check', 'record']);
    expect(scene.ledger.state.record('check', key ?? '')).toMatchObject({
      verdict: 'invalid',
      reason: 'signature-mismatch',
      meterId,
    });
  });

  it('writes seen for a matched key whatever the verdict', async () => {
    const scene = await opened();
    const { meter, meterId } = await register(scene, 'p');
    await record(scene, [{ text: meter.signOcmf({ end }), meterId }]);
    expect(written(scene).map((name) => name.split('/')[0])).toEqual(['check', 'record', 'seen']);
    expect(scene.ledger.state.keys('seen/')).toHaveLength(1);
  });

  it('writes the record alone for a receipt that names no known meter, or cannot be read', async () => {
    const { scene, meter } = await active();
    for (const text of [meter.signOcmf({ end }), 'OCMF|', '']) {
      const result = await record(scene, [{ text }]);
      expect(written(scene)).toEqual([result.record]);
      expect(result).not.toHaveProperty('check');
    }
  });

  it('writes the same receipt again under other keys and reads none of them, so that nothing conflicts', async () => {
    const { scene, meter, meterId } = await active();
    const receipt = { text: meter.signOcmf({ end }), meterId };
    await record(scene, [receipt]);
    const first = written(scene);
    await record(scene, [receipt]);
    const [second, last] = [written(scene), scene.ledger.last];
    expect(second.filter((key) => first.includes(key))).toEqual([]);
    expect(last?.ranges).toEqual([['review/', 'review0']]);
    expect(last?.readKeys).toEqual(['meter/ptb/m', 'policy']);
    // One for both keys and one for all writes: what a check costs beside its signature is messages.
    expect(last?.messages).toBe(2);
  });

  it('is open to anybody, and names the organisation that asked', async () => {
    const { scene, meter, meterId } = await active();
    const receipt = { text: meter.signOcmf({ end }), meterId };
    const { record: key } = await record(scene, [receipt], scene.who.ptbClient);
    expect(scene.ledger.state.record('record', key).mspId).toBe('PTBMSP');
  });
});
