// SPDX-License-Identifier: Apache-2.0
import { readProposedPolicy } from '@meterpki/client';
import type { ChannelContext } from '../channel/join.js';
import { completeRecord } from '../directory/record.js';
import { readText } from '../directory/private-files.js';
import { NetworkError } from '../errors.js';
import { channelOrganisations } from '../members/channel-organisations.js';
import { compareMembers, observerText, strangerText } from '../members/compare-members.js';
import { policyInForce } from '../members/policy-in-force.js';
import { networkLayout, type NetworkOptions } from './network-options.js';
import { requiredPrograms } from './preflight.js';

/** Something that is wrong with a policy file, and where. */
export interface PolicyFault {
  readonly path: string;
  readonly text: string;
}

/** What is known of a policy before it is proposed. */
export interface PolicyCheck {
  readonly file: string;
  /** Revision of the policy in force, which the proposal would change. */
  readonly base: number;
  /** True where the members may be asked to vote on it. */
  readonly usable: boolean;
  /** What the ledger would refuse, and members that the channel does not know. */
  readonly faults: readonly PolicyFault[];
  /** What is meant so or not: organisations of the channel that would be no members. */
  readonly notices: readonly string[];
}

const unreachable = (name: string, what: string): NetworkError =>
  new NetworkError('NETWORK_STOPPED', `${what} of ${name} cannot be asked for`, {
    next: 'Look at "network status"; start the network with "network start".',
  });

/**
 * Checks a policy file before it is proposed: by the rules of the contract, against the policy in force, and its members
 * against the organisations of the channel. Nothing is written.
 * @param file - the policy as a genesis file has it
 * @throws {@link NetworkError} `STORAGE_FAILED`, `NETWORK_STOPPED`, `NETWORK_UNKNOWN`, `NETWORK_INCOMPLETE`,
 * `PROGRAM_MISSING`
 */
export async function policyCheck(options: NetworkOptions, file: string): Promise<PolicyCheck> {
  const text = readText(file);
  const layout = networkLayout(options);
  const { model } = completeRecord(layout);
  const inForce = await policyInForce(layout, model);
  if (inForce === undefined) throw unreachable(model.name, 'the policy');
  const context: ChannelContext = { layout, model, programs: await requiredPrograms(), signal: undefined };
  const organisations = await channelOrganisations(context);
  if (organisations === undefined) throw unreachable(model.name, 'the configuration of the channel');
  const { members, faults } = readProposedPolicy(text, inForce);
  const { onlyMembers, onlyOrganisations } = compareMembers(members, organisations);
  const found = [
    ...faults.map(({ path, text: words }) => ({ path, text: words })),
    ...onlyMembers.map((mspId) => ({ path: 'policy.members', text: strangerText(mspId) })),
  ];
  return {
    file,
    base: inForce.revision,
    usable: found.length === 0,
    faults: found,
    notices: members.length === 0 ? [] : onlyOrganisations.map(observerText),
  };
}
