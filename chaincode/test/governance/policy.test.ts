// SPDX-License-Identifier: Apache-2.0
import { policyHash } from '@meterpki/protocol';
import { genesisText } from '../support/genesis';
import { TestLedger } from '../support/ledger';
import { people } from '../support/people';

describe('GetPolicy', () => {
  it('gives anybody the genesis policy at revision 0 with its hash, and writes nothing', async () => {
    const ledger = new TestLedger();
    const { society } = await people();
    const { policy, hash } = await ledger.submit(society, ['governance', 'GetPolicy'], {});
    expect(policy).toEqual({ schema: 1, revision: 0, ...(JSON.parse(genesisText()) as object) });
    expect(hash).toBe(policyHash(policy));
    expect(ledger.last?.writes.size).toBe(0);
  });

  it('gives another hash for another policy', async () => {
    const { society } = await people();
    const hashes = new Set<string>();
    for (const genesis of [genesisText(), genesisText({ imports: true })]) {
      const { hash } = await new TestLedger({ genesis }).submit(society, ['governance', 'GetPolicy'], {});
      hashes.add(hash);
    }
    expect(hashes.size).toBe(2);
  });

  it('refuses an argument that it does not know', async () => {
    const { society } = await people();
    const { code, faults } = await new TestLedger().refuse(society, ['governance', 'GetPolicy'], { a: 1 });
    expect(code).toBe('INVALID_ARGUMENT');
    expect(faults).toEqual([expect.objectContaining({ path: 'argument.a', code: 'INVALID_ARGUMENT' })]);
  });
});
