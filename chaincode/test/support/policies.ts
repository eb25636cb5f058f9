// SPDX-License-Identifier: Apache-2.0
import type { ArgumentOf, Policy, ResultOf } from '@meterpki/protocol';
import { genesisText } from './genesis';
import type { Person } from './people';
import type { Scene } from './scene';

/** What a proposal holds: a policy without revision. */
export type Proposed = ArgumentOf<'governance', 'ProposePolicy'>['policy'];

/** The policy of the genesis file of the tests, with some members changed. */
export const policyWith = (changes: Partial<Proposed> = {}): Proposed => ({
  ...(JSON.parse(genesisText()) as Proposed),
  ...changes,
});

/** The policy in force. */
export async function policyIn({ ledger, who }: Scene): Promise<Policy> {
  return (await ledger.submit(who.society, ['governance', 'GetPolicy'], {})).policy;
}

/** Proposes a change of the policy in force. */
export async function propose(
  scene: Scene,
  by: Person,
  changes: Partial<Proposed>,
): Promise<ResultOf<'governance', 'ProposePolicy'>> {
  const { revision } = await policyIn(scene);
  return scene.ledger.submit(by, ['governance', 'ProposePolicy'], {
    base: revision,
    policy: policyWith(changes),
  });
}

/** Votes on a proposal. */
export const vote = (
  { ledger }: Scene,
  by: Person,
  { proposalId, hash }: Readonly<{ proposalId: string; hash: string }>,
  approve = true,
): Promise<ResultOf<'governance', 'VoteOnPolicy'>> =>
  ledger.submit(by, ['governance', 'VoteOnPolicy'], { proposalId, hash, approve });

/** Changes the policy by the votes of both institutes. */
export async function change(scene: Scene, changes: Partial<Proposed>): Promise<void> {
  const proposal = await propose(scene, scene.who.ptbAdmin, changes);
  await vote(scene, scene.who.inmetroAdmin, proposal);
}
