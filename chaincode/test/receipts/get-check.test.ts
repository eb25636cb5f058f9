// SPDX-License-Identifier: Apache-2.0
import { record } from '../support/checks';
import { activate, opened } from '../support/scene';

const GET = ['receipts', 'GetCheck'] as const;

describe('GetCheck', () => {
  it('gives a single check and an audit record as they stand, by one plain read', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const { meter, meterId } = await activate(scene, 'm');
    const made = await record(scene, [{ text: meter.signRaw('x'), meterId }]);
    for (const key of [made.check ?? '', made.record]) {
      const found = await ledger.submit(who.society, GET, { key });
      expect(found).toEqual(ledger.state.json(key));
      expect(ledger.last?.readKeys).toEqual(['policy', key]);
      expect([ledger.last?.ranges.length, ledger.last?.writes.size]).toEqual([0, 0]);
    }
  });

  it('says so where nothing is recorded', async () => {
    const { ledger, who } = await opened();
    const key = `record/2026-06-01T00:00:00.000Z/${'a'.repeat(64)}`;
    expect((await ledger.refuse(who.society, GET, { key })).code).toBe('CHECK_UNKNOWN');
  });

  it('reads no other kind of record', async () => {
    const { ledger, who } = await opened();
    const rest = `2026-06-01T00:00:00.000Z/${'a'.repeat(64)}`;
    for (const key of [
      `pe/PTBMSP/${who.ptbAnna.identity}`,
      'policy',
      `seen/${'a'.repeat(64)}/${rest}`,
      `record/${rest}x`,
      `record/../${rest}`,
      `check/ptb:a/b/${rest}`,
      '',
      '\ud800',
    ]) {
      expect((await ledger.refuse(who.society, GET, { key })).code).toBe('INVALID_ARGUMENT');
    }
  });
});
