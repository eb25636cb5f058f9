// SPDX-License-Identifier: Apache-2.0
import type { Policy } from '@meterpki/protocol';
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

/** True for an administrator of a member. */
export const isMembersAdministrator = ({ transaction: { caller, units }, policy }: Change): boolean =>
  units.includes('admin') &&
  (policy === undefined || policy.members.some(({ mspId }) => mspId === caller.mspId));

/** True for a JSON object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
