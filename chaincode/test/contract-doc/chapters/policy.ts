// SPDX-License-Identifier: Apache-2.0
import { policyWith, propose, vote } from '../../support/policies';
import type { Scene } from '../../support/scene';
import type { Chapter, Chapters, GroundOf } from '../chapter';
import { after, calledBy, changed, forMembers } from '../grounds';

type Voting = GroundOf<'governance', 'VoteOnPolicy'>;
type Proposing = GroundOf<'governance', 'ProposePolicy'>;

/** A proposal that lets a third institute take part. */
const changes = { members: [...policyWith().members, { mspId: 'METASMSP', prefix: 'metas' }] };

const getPolicy: Chapter<'governance', 'GetPolicy'> = {
  who: 'everybody on the channel',
  what: 'The policy in force and its hash: what the members voted for, or the genesis file of the deployment while they never did.',
  example: ({ who }) => Promise.resolve({ by: who.society, argument: {} }),
  refusals: {},
};

const proposing: Proposing = ({ who }) =>
  Promise.resolve({
    by: who.ptbAdmin,
    argument: { base: 0, policy: policyWith(changes), lifetimeSeconds: 14 * 24 * 60 * 60 },
  });

const proposePolicy: Chapter<'governance', 'ProposePolicy'> = {
  who: 'an administrator of a member',
  what: "Proposes the whole policy that is to follow the one in force; the proposer's institute votes for it by that. It binds the revision that it changes, and expires after 14 days where nothing else is asked for. Prefixes and MSP IDs stay with their institutes for ever.",
  example: proposing,
  refusals: {
    NOT_A_MEMBER: forMembers(proposing),
    POLICY_INVALID: [
      'members, prefixes, quorum or algorithms do not fit together, or a prefix belongs to somebody else',
      changed(proposing, (argument) => ({
        ...argument,
        policy: policyWith({ members: [{ mspId: 'PTBMSP', prefix: 'inmetro' }] }),
      })),
    ],
    POLICY_REVISION: [
      'the policy in force has another revision than `base`',
      changed(proposing, (argument) => ({ ...argument, base: 1 })),
    ],
  },
};

const voting: Voting = async (scene) => {
  const { proposalId, hash } = await propose(scene, scene.who.ptbAdmin, changes);
  return { by: scene.who.inmetroAdmin, argument: { proposalId, hash, approve: true } };
};

async function acceptAnother(scene: Scene): Promise<void> {
  await vote(scene, scene.who.inmetroAdmin, await propose(scene, scene.who.ptbAdmin, { imports: true }));
}

const voteOnPolicy: Chapter<'governance', 'VoteOnPolicy'> = {
  who: 'an administrator of a member',
  what: 'One word per member on a proposal, bound to its hash. The word that makes a majority puts the policy in force; one that makes a majority impossible ends the proposal.',
  example: voting,
  refusals: {
    NOT_A_MEMBER: forMembers(voting),
    PROPOSAL_UNKNOWN: [
      'no proposal has this ID',
      changed(voting, (argument) => ({ ...argument, proposalId: '0'.repeat(64) })),
    ],
    PROPOSAL_MISMATCH: [
      'the hash is not that of the proposal',
      changed(voting, (argument) => ({ ...argument, hash: '0'.repeat(64) })),
    ],
    PROPOSAL_DECIDED: [
      'it was accepted or rejected',
      after(voting, (scene, { argument }) => vote(scene, scene.who.inmetroAdmin, argument, false)),
    ],
    PROPOSAL_EXPIRED: [
      'its time has run out',
      after(voting, ({ ledger }) => {
        ledger.pass({ days: 15 });
      }),
    ],
    POLICY_REVISION: ['another policy came into force in between', after(voting, acceptAnother)],
    ALREADY_VOTED: [
      "the caller's institute voted already; to propose is to vote",
      calledBy(voting, 'ptbAdmin'),
    ],
  },
};

const listProposals: Chapter<'governance', 'ListProposals'> = {
  who: 'everybody on the channel',
  what: 'Proposals by ID with their votes and where they stand, in pages; a page goes on at `next` of the one before. For evaluation only.',
  example: async (scene) => {
    await propose(scene, scene.who.ptbAdmin, changes);
    return { by: scene.who.society, argument: { limit: 10 } };
  },
  refusals: {},
};

/** The policy and how it changes. */
export const policyChapters: Pick<
  Chapters<'governance'>,
  'GetPolicy' | 'ProposePolicy' | 'VoteOnPolicy' | 'ListProposals'
> = {
  GetPolicy: getPolicy,
  ProposePolicy: proposePolicy,
  VoteOnPolicy: voteOnPolicy,
  ListProposals: listProposals,
};
