// SPDX-License-Identifier: Apache-2.0
import { refusal, type EndorserRecord, type Member } from '@meterpki/protocol';
import { endorserKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';

/**
 * The member whose organisation the caller belongs to.
 * @throws Refusal NOT_A_MEMBER
 */
export function requireMember({ caller, policy }: LedgerTransaction): Member {
  const member = policy.members.find(({ mspId }) => mspId === caller.mspId);
  if (member === undefined)
    throw refusal('NOT_A_MEMBER', 'caller', `${caller.mspId} is not a member of the policy`);
  return member;
}

/** True for an identity with Fabric's administrator role. */
export const isAdministrator = ({ caller }: LedgerTransaction): boolean => caller.units.includes('admin');

/**
 * Lets only an administrator of a member pass.
 * @throws Refusal NOT_A_MEMBER, ACCESS_DENIED
 */
export function requireAdministrator(transaction: LedgerTransaction): Member {
  const member = requireMember(transaction);
  if (!isAdministrator(transaction)) {
    throw refusal('ACCESS_DENIED', 'caller', 'only an administrator of the institute may do this');
  }
  return member;
}

/** True for a grant that has not ended and was not taken back. */
export const runs = ({ validUntil, revoked }: EndorserRecord, milliseconds: number): boolean =>
  revoked === undefined && milliseconds < Date.parse(validUntil);

/** The same of one that has begun: whose clock runs behind the administrator's waits until its own says so. */
export const holds = (grant: EndorserRecord, milliseconds: number): boolean =>
  Date.parse(grant.granted) <= milliseconds && runs(grant, milliseconds);

/** The grant of this identity that holds at the time of the transaction, or undefined. */
export async function grantOf(
  { state, milliseconds }: LedgerTransaction,
  mspId: string,
  identity: string,
): Promise<EndorserRecord | undefined> {
  const grant = await state.get<EndorserRecord>(endorserKey(mspId, identity));
  return grant !== undefined && holds(grant, milliseconds) ? grant : undefined;
}

/**
 * Lets only a permitted endorser of a member pass.
 * @throws Refusal NOT_A_MEMBER, ENDORSER_NOT_GRANTED
 */
export async function requireEndorser(transaction: LedgerTransaction): Promise<Member> {
  const member = requireMember(transaction);
  const { mspId, identity } = transaction.caller;
  if ((await grantOf(transaction, mspId, identity)) === undefined) {
    const text =
      'ask an administrator of your institute for a grant; one counts from the time that it was given at';
    throw refusal('ENDORSER_NOT_GRANTED', 'caller', text);
  }
  return member;
}
