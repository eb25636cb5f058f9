// SPDX-License-Identifier: Apache-2.0
import { isMember, successionFaults, successorOf, type Member, type Policy } from '@meterpki/protocol';

const [ptb, inmetro, metas] = ['PTB', 'Inmetro', 'METAS'].map((name): Member => ({
  mspId: `${name}MSP`,
  prefix: name.toLowerCase(),
})) as [Member, Member, Member];

const inForce: Policy = {
  schema: 1,
  revision: 3,
  members: [ptb, inmetro],
  quorum: { attestations: 2, nmis: 1 },
  algorithms: ['ECDSA-secp256r1-SHA256'],
  imports: false,
  possession: ['statement'],
};

type Proposed = Parameters<typeof successorOf>[1];

const proposed = (...members: Member[]): Proposed => ({
  members,
  quorum: { attestations: 2, nmis: 1 },
  algorithms: ['ECDSA-secp256r1-SHA256'],
  imports: true,
  possession: ['statement'],
});

const paths = (policy: Policy, ...members: Member[]): string[] =>
  successionFaults(policy, proposed(...members), 'policy').map(({ path }) => path);

describe('a policy that follows another', () => {
  it('counts the revision up, and remembers who left with the prefix', () => {
    const next = successorOf(inForce, proposed(ptb, metas));
    expect(next).toMatchObject({ revision: 4, members: [ptb, metas], former: [inmetro], imports: true });
    expect(isMember(next, 'InmetroMSP')).toBe(false);
    expect(isMember(next, 'METASMSP')).toBe(true);
    const later = successorOf(next, proposed(ptb, inmetro));
    expect(later.former).toEqual([metas]);
    expect(successorOf(inForce, proposed(ptb, inmetro, metas))).not.toHaveProperty('former');
  });

  it('gives no prefix to another institute, and no institute another prefix, not even after it left', () => {
    const next = successorOf(inForce, proposed(ptb, metas));
    expect(paths(inForce, ptb, inmetro, metas)).toEqual([]);
    expect(paths(inForce, ptb, { ...inmetro, prefix: 'x' })).toEqual(['policy.members[1].prefix']);
    expect(paths(next, ptb, { mspId: 'NewMSP', prefix: 'inmetro' })).toEqual(['policy.members[1].prefix']);
    expect(paths(next, ptb, { ...inmetro, prefix: 'y' })).toEqual(['policy.members[1].prefix']);
    expect(paths(next, ptb, inmetro)).toEqual([]);
  });

  it('is refused for what a genesis file would be refused for, too', () => {
    const faults = successionFaults(
      inForce,
      { ...proposed(ptb), quorum: { attestations: 1, nmis: 2 } },
      'policy',
    );
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'policy.quorum.nmis POLICY_INVALID',
      'policy.quorum.nmis POLICY_INVALID',
    ]);
  });
});
