// SPDX-License-Identifier: Apache-2.0
import type { RetryOptions } from '../calls/retry';
import type { IdentityOptions } from '../identity/identity';

/** How long each step may take, milliseconds. */
export interface Deadlines {
  /** Until one gateway answers at all. */
  readonly connect: number;
  readonly evaluate: number;
  readonly endorse: number;
  readonly submit: number;
  /** From submission until the block that holds the transaction is known. */
  readonly commitStatus: number;
}

/** Long enough for lists of receipts on a small machine; the channel's batch timeout is part of `commitStatus`. */
export const defaultDeadlines: Deadlines = {
  connect: 10_000,
  evaluate: 30_000,
  endorse: 60_000,
  submit: 30_000,
  commitStatus: 60_000,
};

/** How to connect. */
export interface ConnectOptions extends IdentityOptions {
  /** Replaces single values of {@link defaultDeadlines}. */
  readonly deadlines?: Partial<Deadlines>;
  readonly retry?: RetryOptions;
}
