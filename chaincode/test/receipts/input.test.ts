// SPDX-License-Identifier: Apache-2.0
import { MAX_RECEIPTS } from '@meterpki/protocol';
import { check, transientOf } from '../support/checks';
import { opened, type Scene } from '../support/scene';

const CHECK = ['receipts', 'CheckReceipts'] as const;
const RECORD = ['receipts', 'RecordChecks'] as const;

async function refused(
  { ledger, who }: Scene,
  transient: Record<string, string | Uint8Array>,
): Promise<string[]> {
  const codes = [];
  for (const name of [CHECK, RECORD]) {
    const { code, faults } = await ledger.refuse(who.society, name, {}, { transient });
    expect(faults.length).toBeGreaterThan(0);
    codes.push(code);
  }
  return [...new Set(codes)];
}

describe('the receipts of a call', () => {
  it('are refused when missing, under another name, not JSON, no list, or empty', async () => {
    const scene = await opened();
    const receipts = JSON.stringify([{ text: 'x' }]);
    for (const transient of [
      {},
      { receipt: receipts },
      { receipts: '' },
      { receipts: 'x' },
      { receipts: '{}' },
      { receipts: '[]' },
      { receipts: '[1]' },
      { receipts: '[{"text":"x","text":"y"}]' },
      { receipts: '['.repeat(100_000) },
      { receipts: JSON.stringify([{ text: 'x', key: 'y' }]) },
      { receipts: JSON.stringify([{ text: 'x', meterId: 'x' }]) },
      { receipts: JSON.stringify([{ text: 'x'.repeat(65_537) }]) },
    ]) {
      expect(await refused(scene, transient)).toEqual(['INVALID_TRANSIENT']);
    }
  });

  it('are refused where the bytes are not UTF-8: replacing them would judge another receipt', async () => {
    const scene = await opened();
    const receipts = Buffer.concat([Buffer.from('[{"text":"'), Buffer.of(0xff), Buffer.from('"}]')]);
    expect(await refused(scene, { receipts })).toEqual(['INVALID_TRANSIENT']);
  });

  it('are taken up to the limit of a list, and not beyond', async () => {
    const scene = await opened();
    const many = (count: number): { text: string }[] => Array.from({ length: count }, () => ({ text: 'x' }));
    expect(await check(scene, ...many(MAX_RECEIPTS))).toHaveLength(MAX_RECEIPTS);
    const receipts = JSON.stringify(many(MAX_RECEIPTS + 1));
    expect(await refused(scene, { receipts })).toEqual(['INVALID_TRANSIENT']);
  });

  it('are refused beyond 3 MiB, counted in bytes', async () => {
    const scene = await opened();
    const receipts = JSON.stringify(Array.from({ length: 60 }, () => ({ text: 'ä'.repeat(30_000) })));
    expect(receipts.length).toBeLessThan(3 * 1024 * 1024);
    const { faults } = await scene.ledger.refuse(scene.who.society, CHECK, {}, { transient: { receipts } });
    expect(faults[0]?.text).toContain('bytes');
  });

  it('take exactly 3 MiB of transient data and not a byte more', async () => {
    const { ledger, who } = await opened();
    const limit = 3 * 1024 * 1024;
    const receipts = JSON.stringify(Array.from({ length: 50 }, () => ({ text: 'x'.repeat(60_000) })));
    const filled = receipts + ' '.repeat(limit - receipts.length);
    const { outcomes } = await ledger.submit(who.society, CHECK, {}, { transient: { receipts: filled } });
    expect(outcomes).toHaveLength(50);
    for (const name of [CHECK, RECORD]) {
      const transient = { receipts: `${filled} ` };
      expect((await ledger.refuse(who.society, name, {}, { transient })).code).toBe('INVALID_TRANSIENT');
    }
  });

  it('come back with the nonce of the relying party, and without one where none was given', async () => {
    const { ledger, who } = await opened();
    const nonce = 'ab'.repeat(32);
    const receipts = transientOf([{ text: 'x' }]);
    expect((await ledger.submit(who.society, CHECK, { nonce }, receipts)).nonce).toBe(nonce);
    expect(await ledger.submit(who.society, CHECK, {}, receipts)).not.toHaveProperty('nonce');
    expect((await ledger.refuse(who.society, CHECK, { nonce: 'AB' }, receipts)).code).toBe(
      'INVALID_ARGUMENT',
    );
  });
});
