// SPDX-License-Identifier: Apache-2.0
import type { ArgumentOf, Policy } from '@meterpki/protocol';
import type { Cast } from './cast';

type Proposed = ArgumentOf<'governance', 'ProposePolicy'>['policy'];

/** What of a policy a proposal repeats. */
export const proposalOf = ({ members, quorum, algorithms, imports, possession }: Policy): Proposed => ({
  members: members.map(({ mspId, prefix }) => ({ mspId, prefix })),
  quorum,
  algorithms: [...algorithms],
  imports,
  possession: [...possession],
});

/** The policy in force, as an institute's own peer knows it. */
export async function policyOf(cast: Cast): Promise<Policy> {
  const { administrator } = await cast.session('inmetro', 'admin');
  return (await administrator.getPolicy()).policy;
}

/** Changes the policy by the votes of both institutes. Gives the one that was in force before. */
export async function changePolicy(cast: Cast, changes: Partial<Proposed>): Promise<Policy> {
  const ptb = await cast.session('ptb', 'admin');
  const inmetro = await cast.session('inmetro', 'admin');
  const before = await policyOf(cast);
  const policy = { ...proposalOf(before), ...changes };
  const { result } = await ptb.administrator.proposePolicy({ base: before.revision, policy });
  const { proposalId, hash } = result;
  await inmetro.administrator.voteOnPolicy({ proposalId, hash, approve: true });
  return before;
}
