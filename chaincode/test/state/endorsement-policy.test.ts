// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { majorityOf, type Policy } from '@meterpki/protocol';
import { genesisText } from '../support/genesis';
import { endorsersOf, satisfies } from '../support/key-policies';
import { policyWith } from '../support/policies';
import { activate, grant, opened } from '../support/scene';
import { check, record, revoke } from '../support/checks';
import { endorsementPolicy } from '../../dist/state/endorsement-policy';

const policyOf = (mspIds: readonly string[]): Policy => ({
  ...policyWith(),
  schema: 1,
  revision: 0,
  members: mspIds.map((mspId, at) => ({ mspId, prefix: `p${at}` })),
});

const NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];

describe('the key-level endorsement policy', () => {
  it('is satisfied exactly by the owner together with others that make a majority', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.nat(6), fc.subarray(NAMES), (size, at, endorsers) => {
        const members = NAMES.slice(0, size);
        const owner = members[at % size] ?? '';
        const policy = policyOf(members);
        const bytes = endorsementPolicy({ mspId: owner, policy });
        const present = endorsers.filter((name) => members.includes(name));
        const expected = present.includes(owner) && present.length >= majorityOf(policy);
        expect(satisfies(bytes, new Set(endorsers))).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('names the owner first, the others as the policy does, and is the same bytes on every peer', () => {
    const policy = policyOf(['A', 'B', 'C']);
    const bytes = endorsementPolicy({ mspId: 'B', policy });
    expect(endorsersOf(bytes)).toEqual(['B', 'A', 'C']);
    expect(Buffer.from(endorsementPolicy({ mspId: 'B', policy }))).toEqual(Buffer.from(bytes));
  });

  it('asks an owner that is no member any more, and a majority of the rest', () => {
    const bytes = endorsementPolicy({ mspId: 'X', policy: policyOf(['A', 'B', 'C']) });
    expect(satisfies(bytes, new Set(['A', 'B', 'C']))).toBe(false);
    expect(satisfies(bytes, new Set(['X', 'A']))).toBe(true);
  });

  it('is set when meters, keys and grants come into being, and by nothing else', async () => {
    const scene = await opened(genesisText());
    const { ledger, who } = scene;
    const placed = await activate(scene, 'm');
    expect(ledger.last?.policies.size).toBe(0);
    await revoke(scene, placed, 'certificateHold');
    expect(ledger.last?.policies.size).toBe(0);
    const receipt = { text: placed.meter.signRaw('1'), meterId: placed.meterId };
    await check(scene, receipt);
    await record(scene, [receipt]);
    expect(ledger.last?.policies.size).toBe(0);
    await grant(scene, who.ptbAdmin, who.ptbClient);
    expect([...(ledger.last?.policies.keys() ?? [])]).toEqual([`pe/PTBMSP/${who.ptbClient.identity}`]);
  });
});
