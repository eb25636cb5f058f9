// SPDX-License-Identifier: Apache-2.0
import type { ChannelContext } from '../channel/join.js';
import { channelOrganisations } from './channel-organisations.js';
import { compareMembers, observerText, strangerText } from './compare-members.js';
import { policyInForce } from './policy-in-force.js';

/** Members of the policy in force against the organisations of the channel. */
export interface MembersStatus {
  /** Revision of the policy in force; null where no gateway could be asked. */
  readonly revision: number | null;
  /** MSP IDs of its members; null where it is not known. */
  readonly policy: readonly string[] | null;
  /** MSP IDs of the organisations in the channel's configuration; null where no peer could be asked. */
  readonly channel: readonly string[] | null;
  /** Whether every member is an organisation of the channel; null where either side is not known. */
  readonly matches: boolean | null;
  /** Everybody who stands on one side only, in words. */
  readonly differences: readonly string[];
}

/** What is told of a network of which nobody can be asked. */
export const UNKNOWN_MEMBERS: MembersStatus = {
  revision: null,
  policy: null,
  channel: null,
  matches: null,
  differences: [],
};

/** Asks the network for both sides and compares them. */
export async function membersStatus(context: ChannelContext): Promise<MembersStatus> {
  const inForce = await policyInForce(context.layout, context.model);
  const channel = (await channelOrganisations(context)) ?? null;
  const policy = inForce?.members.map(({ mspId }) => mspId) ?? null;
  const revision = inForce?.revision ?? null;
  if (policy === null || channel === null)
    return { revision, policy, channel, matches: null, differences: [] };
  const { onlyMembers, onlyOrganisations } = compareMembers(policy, channel);
  return {
    revision,
    policy,
    channel,
    matches: onlyMembers.length === 0,
    differences: [...onlyMembers.map(strangerText), ...onlyOrganisations.map(observerText)],
  };
}
