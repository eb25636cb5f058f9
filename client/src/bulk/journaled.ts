// SPDX-License-Identifier: Apache-2.0
import type { CallControl } from '../calls/abort';
import type { Committed } from '../calls/ledger-calls';
import { ClientError } from '../errors';
import type { Journal } from './journal';

const unclear: ReadonlySet<string> = new Set(['COMMIT_UNKNOWN', 'ANSWER_UNREADABLE', 'ANSWER_MISMATCH']);

/** True where the transaction that failed like this may be, or is, on the ledger. */
export const mayBeWritten = (error: unknown): boolean =>
  !(error instanceof ClientError) || unclear.has(error.code);

/**
 * Submits with a journal that knows of every transaction before it is sent, and what became of it.
 * @param items - digests of what the transaction holds
 * @throws what `submit` throws
 */
export async function journaled<Result>(
  journal: Journal | undefined,
  items: readonly string[],
  control: CallControl,
  submit: (control: CallControl) => Promise<Committed<Result>>,
): Promise<Committed<Result>> {
  let sent: string | undefined;
  const giveUp = (): void => {
    if (sent !== undefined) journal?.failed(sent);
    sent = undefined;
  };
  const onSending = (transactionId: string): void => {
    control.onSending?.(transactionId);
    // An earlier attempt met a conflict: it stands in a block and does not count.
    giveUp();
    sent = transactionId;
    journal?.sending(transactionId, items);
  };
  const committed = await submit({ ...control, onSending }).catch((error: unknown) => {
    if (!mayBeWritten(error)) giveUp();
    throw error;
  });
  // Outside of what is caught: a journal that cannot be written must not call this transaction a failed one.
  journal?.committed(committed.transactionId);
  return committed;
}
