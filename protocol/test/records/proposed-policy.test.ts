// SPDX-License-Identifier: Apache-2.0
import { readProposedPolicy, type Policy } from '@meterpki/protocol';

const ptb = { mspId: 'PTBMSP', prefix: 'ptb' };
const content = {
  members: [ptb],
  quorum: { attestations: 2, nmis: 1 },
  algorithms: ['ECDSA-secp256r1-SHA256'],
  imports: false,
  possession: ['statement'] as const,
};
const inForce: Policy = { schema: 1, revision: 4, ...content };

const faultsOf = (changes: object): string[] =>
  readProposedPolicy(JSON.stringify({ ...content, ...changes }), inForce).faults.map(
    ({ path, code }) => `${path} ${code}`,
  );

describe('a policy file that is to be proposed', () => {
  it('is read where the ledger would take it', () => {
    const policy = { ...content, imports: true };
    expect(readProposedPolicy(JSON.stringify(policy), inForce)).toEqual({
      policy,
      members: ['PTBMSP'],
      faults: [],
    });
  });

  it('has the faults for which the ledger would refuse it', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ members: [{ ...ptb, prefix: 'x' }] })).toEqual([
      'policy.members[0].prefix POLICY_INVALID',
    ]);
    expect(faultsOf({ quorum: { attestations: 2, nmis: 2 }, imports: 1, revision: 5 })).toEqual([
      'policy.imports POLICY_INVALID',
      'policy.revision POLICY_INVALID',
    ]);
  });

  it('names its members even where something else is wrong, and none that is no MSP ID', () => {
    const members = [ptb, { mspId: 'a\u001b[2J', prefix: 'x' }, { mspId: 'BMSP', prefix: 'B' }];
    const read = readProposedPolicy(JSON.stringify({ ...content, members }), inForce);
    expect(read.members).toEqual(['PTBMSP', 'BMSP']);
    expect(read.faults.map(({ path }) => path)).toEqual([
      'policy.members[1].mspId',
      'policy.members[2].prefix',
    ]);
    expect(read).not.toHaveProperty('policy');
  });

  it.each(['', '[]', '{"members":1}', '{"a":1,"a":2}'])(
    'is refused where it is no policy at all: %j',
    (text) => {
      const { members, faults } = readProposedPolicy(text, inForce);
      expect(members).toEqual([]);
      expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['POLICY_INVALID']));
    },
  );
});
