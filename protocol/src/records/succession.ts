// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../errors';
import type { Member, Policy } from './policy';
import { policyFaults, type PolicyFile } from './policy-file';

/** Everybody who is or was a member. */
const everMembers = ({ members, former = [] }: Policy): readonly Member[] => [...members, ...former];

/** Members that would take what belongs to another: meter IDs carry prefixes for ever. */
function prefixFaults(current: Policy, { members }: PolicyFile, root: string): Fault[] {
  const known = everMembers(current);
  return members.flatMap(({ mspId, prefix }, index): Fault[] => {
    const path = `${root}.members[${index}].prefix`;
    const own = known.find((member) => member.mspId === mspId);
    if (own !== undefined && own.prefix !== prefix)
      return [{ path, code: 'POLICY_INVALID', text: `${mspId} has ${own.prefix} for ever` }];
    const holder = known.find((member) => member.prefix === prefix);
    if (holder === undefined || holder.mspId === mspId) return [];
    return [{ path, code: 'POLICY_INVALID', text: `${prefix} belongs to ${holder.mspId} for ever` }];
  });
}

/**
 * Everything for which a policy whose shape is right cannot follow the one in force, with the code POLICY_INVALID.
 * @param root - what paths begin with
 */
export const successionFaults = (current: Policy, proposed: PolicyFile, root: string): Fault[] => [
  ...policyFaults(proposed, root, 'POLICY_INVALID'),
  ...prefixFaults(current, proposed, root),
];

/** The policy that comes into force when a proposal is accepted. */
export function successorOf(current: Policy, proposed: PolicyFile): Policy {
  const stays = new Set(proposed.members.map(({ mspId }) => mspId));
  const former = everMembers(current).filter(({ mspId }) => !stays.has(mspId));
  return {
    schema: 1,
    revision: current.revision + 1,
    ...proposed,
    ...(former.length === 0 ? {} : { former }),
  };
}
