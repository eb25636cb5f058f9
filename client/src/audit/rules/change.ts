// SPDX-License-Identifier: Apache-2.0
import { isMember, type EndorserRecord, type Policy } from '@meterpki/protocol';
import type { BlockTransaction } from '../block-transaction';
import type { RebuiltState, StateKind, StateKinds } from '../rebuilt-state';

/** A transaction that counts, before its writes are carried out. */
export interface Change {
  readonly transaction: BlockTransaction;
  /** As it was before the transaction. */
  readonly state: RebuiltState;
  /** The policy in force before the transaction; undefined while no block and nobody told of one. */
  readonly policy: Policy | undefined;
  readonly channel: string;
  /** The argument, parsed; undefined where it is no JSON. */
  readonly argument: unknown;
}

/** A record before and after a transaction. */
export interface Rewritten<T> {
  readonly key: string;
  readonly before: T | undefined;
  readonly after: T;
}

/** Every record of a kind that the transaction writes. */
export function rewritten<Kind extends StateKind>(
  { transaction, state }: Change,
  kind: Kind,
): Rewritten<StateKinds[Kind]>[] {
  return state.effectsOf(transaction).writes.flatMap(({ key, value }) =>
    (key === kind || key.startsWith(`${kind}/`)) && value !== undefined
      ? [
          {
            key,
            before: state.get(kind, key.slice(kind.length + 1)),
            after: JSON.parse(value) as StateKinds[Kind],
          },
        ]
      : [],
  );
}

/** True where the word is the caller's own, given in this transaction. */
export const isCallersWord = (
  { transaction: { caller, identity, id } }: Change,
  word: { readonly mspId: string; readonly identity: string; readonly tx: string },
): boolean => word.mspId === caller.mspId && word.identity === identity && word.tx === id;

/** True for a member's MSP ID; any counts as one while the policy is not known. */
export const isMembers = ({ policy }: Change, mspId: string): boolean =>
  policy === undefined || isMember(policy, mspId);

/** True for an administrator of a member. */
export const isMembersAdministrator = (change: Change): boolean =>
  change.transaction.units.includes('admin') && isMembers(change, change.transaction.caller.mspId);

/** The grant of a member's endorser that holds at the time that the transaction gives, or undefined. */
export function grantOf(change: Change, mspId: string, identity: string): EndorserRecord | undefined {
  const { time } = change.transaction;
  const grant = change.state.get('pe', `${mspId}/${identity}`);
  const holds =
    grant !== undefined && grant.granted <= time && time < grant.validUntil && grant.revoked === undefined;
  return holds && isMembers(change, mspId) ? grant : undefined;
}

/** True where the caller is a permitted endorser at the time that it gives. */
export const isGranted = (change: Change): boolean => {
  const { caller, identity } = change.transaction;
  return grantOf(change, caller.mspId, identity) !== undefined;
};

/** The caller as records name it. */
export const callerName = ({ transaction: { caller, identity } }: Change): string =>
  `${caller.mspId}/${identity}`;

/** The objects of a list in the argument. */
export function itemsOf({ argument }: Change, list: string): Record<string, unknown>[] {
  const items = isObject(argument) ? argument[list] : undefined;
  return Array.isArray(items) ? (items as unknown[]).filter(isObject) : [];
}

/** True for the same JSON, its members in the same order, as in everything that the chaincode writes. */
export const sameText = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** True for a JSON object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
