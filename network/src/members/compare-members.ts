// SPDX-License-Identifier: Apache-2.0

/** Who stands on one side only. */
export interface MemberDifferences {
  /** MSP IDs of members of the policy that are no organisations there. */
  readonly onlyMembers: readonly string[];
  /** MSP IDs of organisations that the policy does not name. */
  readonly onlyOrganisations: readonly string[];
}

/** Compares the members that a policy names with the organisations of a channel or a topology. */
export const compareMembers = (
  members: readonly string[],
  organisations: readonly string[],
): MemberDifferences => ({
  onlyMembers: members.filter((mspId) => !organisations.includes(mspId)),
  onlyOrganisations: organisations.filter((mspId) => !members.includes(mspId)),
});

/** A member that the channel does not know can neither vote nor endorse. */
export const strangerText = (mspId: string): string =>
  `${mspId} is a member of the policy and no organisation of the channel: it can neither vote nor endorse`;

/** An organisation may be on the channel before it becomes a member, and after it was one. */
export const observerText = (mspId: string): string =>
  `${mspId} is an organisation of the channel and no member of the policy: it can check receipts, not register meters`;
