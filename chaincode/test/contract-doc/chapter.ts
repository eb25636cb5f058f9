// SPDX-License-Identifier: Apache-2.0
import type { ArgumentOf, ContractName, ReceiptInput, RefusalOf, TransactionOf } from '@meterpki/protocol';
import { transientOf } from '../support/checks';
import type { CallOptions } from '../support/ledger';
import type { Person } from '../support/people';
import type { Scene } from '../support/scene';

/** A call that is about to be made. */
export interface Call<Argument> {
  readonly by: Person;
  readonly argument: Argument;
  /** What travels as transient data. */
  readonly receipts?: readonly ReceiptInput[];
}

/** Lays the ground for a call on a ledger with endorsers, and gives the call. */
export type Ground<Argument> = (scene: Scene) => Promise<Call<Argument>>;

/** {@link Ground} of a transaction. */
export type GroundOf<C extends ContractName, T extends TransactionOf<C>> = Ground<ArgumentOf<C, T>>;

/** What the page about the contracts says of one transaction, in words and by calls that are made. */
export interface Chapter<C extends ContractName, T extends TransactionOf<C>> {
  /** Who may call it. */
  readonly who: string;
  /** What it does, in a sentence or two. */
  readonly what: string;
  /** Genesis file of all its scenes; two institutes with a quorum of two where left out. */
  readonly genesis?: string;
  readonly example: GroundOf<C, T>;
  /** For each code of the transaction's own list, when it is answered, and a call that is answered so. */
  readonly refusals: Readonly<Record<RefusalOf<C, T>, readonly [when: string, ground: GroundOf<C, T>]>>;
  /** The largest call, where there are larger ones than the example. */
  readonly largest?: readonly [size: string, ground: GroundOf<C, T>];
}

/** Chapters of a contract, by transaction. */
export type Chapters<C extends ContractName> = { readonly [T in TransactionOf<C>]: Chapter<C, T> };

/** What a call carries besides its argument. */
export const optionsOf = ({ receipts }: Pick<Call<unknown>, 'receipts'>): CallOptions =>
  receipts === undefined ? {} : transientOf(receipts);
