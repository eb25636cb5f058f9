// SPDX-License-Identifier: Apache-2.0
import { policyHash } from '@meterpki/protocol';
import { genesisText } from '../support/genesis';
import { TestLedger } from '../support/ledger';
import { people } from '../support/people';
import { change, policyIn, policyWith, propose, vote } from '../support/policies';
import { opened } from '../support/scene';

const PROPOSE = ['governance', 'ProposePolicy'] as const;
const VOTE = ['governance', 'VoteOnPolicy'] as const;
const third = { mspId: 'METASMSP', prefix: 'metas' };
const two = policyWith().members;

describe('ProposePolicy and VoteOnPolicy', () => {
  it('one vote of two changes nothing; the second puts the policy in force, its revision counted up', async () => {
    const scene = await opened();
    const { who } = scene;
    const proposal = await propose(scene, who.ptbAdmin, { imports: true });
    expect(proposal).toMatchObject({ state: 'OPEN', revision: 1 });
    expect(await policyIn(scene)).toMatchObject({ revision: 0, imports: false });
    expect(await vote(scene, who.inmetroAdmin, proposal)).toMatchObject({ state: 'ACCEPTED', revision: 1 });
    const policy = await policyIn(scene);
    expect(policy).toEqual({ schema: 1, revision: 1, ...policyWith({ imports: true }) });
    expect(policyHash(policy)).toBe(proposal.hash);
  });

  it('one institute alone decides where it is the only member', async () => {
    const ledger = new TestLedger({
      genesis: genesisText({ members: [{ mspId: 'PTBMSP', prefix: 'ptb' }] }),
    });
    const scene = { ledger, who: await people() };
    const proposal = await propose(scene, scene.who.ptbAdmin, { imports: true, members: two.slice(0, 1) });
    expect(proposal.state).toBe('ACCEPTED');
    expect((await policyIn(scene)).imports).toBe(true);
  });

  it('a vote against makes a majority of two impossible and ends the proposal', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const proposal = await propose(scene, who.ptbAdmin, { imports: true });
    expect((await vote(scene, who.inmetroAdmin, proposal, false)).state).toBe('REJECTED');
    const { proposalId, hash } = proposal;
    const { code } = await ledger.refuse(who.inmetroAdmin, VOTE, { proposalId, hash, approve: true });
    expect(code).toBe('PROPOSAL_DECIDED');
    expect((await policyIn(scene)).revision).toBe(0);
  });

  it('each refusal has its code', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const proposal = await propose(scene, who.ptbAdmin, { imports: true });
    const { proposalId, hash } = proposal;
    const code = async (by = who.inmetroAdmin, wrong: object = {}): Promise<string> =>
      (await ledger.refuse(by, VOTE, { proposalId, hash, approve: true, ...wrong })).code;
    expect(await code(who.ptbAdmin)).toBe('ALREADY_VOTED');
    expect(await code(who.inmetroAdmin, { hash: 'a'.repeat(64) })).toBe('PROPOSAL_MISMATCH');
    expect(await code(who.inmetroAdmin, { proposalId: 'a'.repeat(64) })).toBe('PROPOSAL_UNKNOWN');
    expect(await code(who.ptbAnna)).toBe('ACCESS_DENIED');
    expect(await code(who.otherAdmin)).toBe('NOT_A_MEMBER');
    const propose1 = { base: 1, policy: policyWith() };
    expect((await ledger.refuse(who.ptbAdmin, PROPOSE, propose1)).code).toBe('POLICY_REVISION');
    expect((await ledger.refuse(who.ptbAnna, PROPOSE, { ...propose1, base: 0 })).code).toBe('ACCESS_DENIED');
    ledger.pass({ days: 15 });
    expect(await code()).toBe('PROPOSAL_EXPIRED');
  });

  it('a proposal on a revision that another one replaced can no longer be voted in', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const { proposalId, hash } = await propose(scene, who.ptbAdmin, { imports: true });
    await change(scene, { quorum: { attestations: 3, nmis: 1 } });
    const { code } = await ledger.refuse(who.inmetroAdmin, VOTE, { proposalId, hash, approve: true });
    expect(code).toBe('POLICY_REVISION');
    expect((await policyIn(scene)).imports).toBe(false);
  });

  it('a proposal on a genesis policy that an upgrade exchanged can no longer be voted in', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const { proposalId, hash } = await propose(scene, who.ptbAdmin, { imports: true });
    ledger.upgrade(genesisText({ quorum: { attestations: 3, nmis: 2 } }));
    const { code } = await ledger.refuse(who.inmetroAdmin, VOTE, { proposalId, hash, approve: true });
    expect(code).toBe('POLICY_REVISION');
  });

  it('a proposal ends at the very moment that it names', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    const { proposalId, hash, expires } = await propose(scene, who.ptbAdmin, { imports: true });
    const ballot = { proposalId, hash, approve: true };
    ledger.milliseconds = Date.parse(expires) - 1000;
    expect((await ledger.refuse(who.inmetroAdmin, VOTE, ballot)).code).toBe('PROPOSAL_EXPIRED');
    ledger.milliseconds = Date.parse(expires) - 1001;
    expect((await ledger.submit(who.inmetroAdmin, VOTE, ballot)).state).toBe('ACCEPTED');
  });

  it('tells every fault of a proposed policy at once', async () => {
    const { ledger, who } = await opened();
    const policy = policyWith({
      members: [...two, { mspId: 'PTBMSP', prefix: 'x' }, { mspId: 'ThirdMSP', prefix: 'inmetro' }],
      quorum: { attestations: 2, nmis: 9 },
      algorithms: ['none'],
    });
    const { code, faults } = await ledger.refuse(who.ptbAdmin, PROPOSE, { base: 0, policy });
    expect(code).toBe('POLICY_INVALID');
    expect(faults.map(({ path }) => path)).toEqual([
      'policy.members',
      'policy.members',
      'policy.algorithms',
      'policy.quorum.nmis',
      'policy.quorum.nmis',
      'policy.members[2].prefix',
      'policy.members[3].prefix',
    ]);
  });

  it('a prefix stays with the institute that had it, even after it left', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    await change(scene, { members: [...two, third] });
    const without = await propose(scene, who.ptbAdmin, { members: [two[0] ?? third, third] });
    await vote(scene, who.inmetroAdmin, without);
    const policy = await policyIn(scene);
    expect(policy.former).toEqual([{ mspId: 'InmetroMSP', prefix: 'inmetro' }]);
    const taken = policyWith({ members: [...policy.members, { mspId: 'NewMSP', prefix: 'inmetro' }] });
    const { faults } = await ledger.refuse(who.ptbAdmin, PROPOSE, { base: 2, policy: taken });
    expect(faults).toEqual([
      expect.objectContaining({ path: 'policy.members[2].prefix', code: 'POLICY_INVALID' }),
    ]);
    const back = policyWith({ members: [...policy.members, { mspId: 'InmetroMSP', prefix: 'inmetro' }] });
    await ledger.submit(who.ptbAdmin, PROPOSE, { base: 2, policy: back });
    expect((await ledger.refuse(who.inmetroAdmin, PROPOSE, { base: 2, policy: back })).code).toBe(
      'NOT_A_MEMBER',
    );
  });
});

describe('ListProposals', () => {
  it('tells where each stands, page by page', async () => {
    const scene = await opened();
    const { ledger, who } = scene;
    await propose(scene, who.ptbAdmin, { imports: true });
    await change(scene, { quorum: { attestations: 3, nmis: 1 } });
    const fresh = await ledger.submit(who.ptbAdmin, PROPOSE, {
      base: 1,
      policy: policyWith(),
      lifetimeSeconds: 60,
    });
    const list = async (page: object = {}): Promise<[string[], string | undefined]> => {
      const { proposals, next } = await ledger.submit(who.society, ['governance', 'ListProposals'], page);
      return [proposals.map(({ standing }) => standing).sort(), next];
    };
    expect(await list()).toEqual([['ACCEPTED', 'OPEN', 'STALE'], undefined]);
    ledger.pass({ seconds: 60 });
    expect((await list())[0]).toEqual(['ACCEPTED', 'EXPIRED', 'STALE']);
    const [first, next = ''] = await list({ limit: 2 });
    const [last, end] = await list({ limit: 2, start: next });
    expect([first.length, last.length, end]).toEqual([2, 1, undefined]);
    expect(fresh.state).toBe('OPEN');
    expect(
      (await ledger.refuse(who.society, ['governance', 'ListProposals'], { start: 'meter/' })).code,
    ).toBe('INVALID_ARGUMENT');
  });
});
