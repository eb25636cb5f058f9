// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';
import { unlessAborted, type CallControl } from '../calls/abort';
import type { FoundTransaction } from '../calls/transport';
import type { Journal } from './journal';

/** What orderers took is in a block soon, or never. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 500;

/** Looks transactions up by their IDs. */
export type FindTransaction = (
  transactionId: string,
  control?: CallControl,
) => Promise<FoundTransaction | undefined>;

async function found(
  find: FindTransaction,
  transactionId: string,
  until: number,
  { signal }: CallControl,
): Promise<FoundTransaction | undefined> {
  for (;;) {
    const transaction = await find(transactionId, signal === undefined ? {} : { signal });
    if (transaction !== undefined || Date.now() >= until) return transaction;
    await unlessAborted(delay(PAUSE_MS), signal);
  }
}

/**
 * Finds out what became of the transactions that a journal leaves open: those that are in no block after ten seconds were
 * not sent, or got lost.
 * @throws {@link ClientError} as {@link Session.findTransaction}; `ABORTED`
 */
export async function settleOpen(
  journal: Journal,
  find: FindTransaction,
  control: CallControl = {},
  patience = PATIENCE_MS,
): Promise<void> {
  const until = Date.now() + patience;
  for (const { transactionId } of journal.open) {
    const transaction = await found(find, transactionId, until, control);
    if (transaction?.valid === true) journal.committed(transactionId);
    else journal.failed(transactionId);
  }
}
