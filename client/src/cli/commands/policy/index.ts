// SPDX-License-Identifier: Apache-2.0
import type { GroupRow } from '../rows';

/** `meterpki policy`: what the institutes agreed on. */
export const policyCommands: GroupRow = {
  name: 'policy',
  summary: 'what the institutes agreed on',
  description: 'The policy that the institutes agreed on, and proposals to change it.',
  commands: [
    {
      name: 'show',
      summary: 'show the policy in force',
      description: 'Shows the policy in force: members, quorum, algorithms, and what else is allowed.',
      load: async () => (await import('./show.js')).showCommand,
    },
    {
      name: 'proposals',
      summary: 'list proposals',
      description: 'Lists proposals to change the policy, with the votes on them.',
      load: async () => (await import('./proposals.js')).proposalsCommand,
    },
    {
      name: 'propose',
      summary: 'propose another policy',
      description: 'Proposes another policy in place of the one in force, as an administrator.',
      load: async () => (await import('./propose.js')).proposeCommand,
    },
    {
      name: 'vote',
      summary: 'vote on a proposal',
      description: "Casts the institute's one vote on a proposal, as an administrator.",
      load: async () => (await import('./vote.js')).voteCommand,
    },
  ],
};
