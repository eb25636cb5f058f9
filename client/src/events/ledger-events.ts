// SPDX-License-Identifier: Apache-2.0
import { fromUtf8, type LedgerEvent } from '@meterpki/protocol';
import type { EventPosition, FollowControl, RawEvent, Transport } from '../calls/transport';
import { clientError } from '../errors';
import { openCheckpoint } from './checkpoint-file';

/** What happened on the ledger: the event of one transaction, and where it stands. */
export interface LedgerChange extends EventPosition {
  readonly event: LedgerEvent;
}

/** Where to begin, and where to remember how far one came. */
export interface FollowOptions extends FollowControl {
  /**
   * A file that remembers the last event that was dealt with. An event counts as dealt with when the next one is asked
   * for; if the process ends before that, it comes again.
   */
  readonly checkpoint?: string;
  /** The event to go on after, for whoever keeps positions with the results; a checkpoint that exists comes first. */
  readonly after?: EventPosition;
  /** The block to begin with; 0, the beginning, unless given. */
  readonly fromBlock?: bigint;
}

function eventIn({ payload, transactionId }: RawEvent): LedgerEvent {
  try {
    const value = JSON.parse(fromUtf8(payload) ?? '') as Partial<LedgerEvent> | null;
    if (value?.schema === 1 && Array.isArray(value.records)) return value as LedgerEvent;
  } catch {
    // The same answer as for an event of an unknown form.
  }
  throw clientError('ANSWER_UNREADABLE', `the event of transaction ${transactionId}`);
}

/** The events of a ledger, see `Session.events`. */
export async function* ledgerEvents(
  transport: Transport,
  { checkpoint: file, after, fromBlock, ...control }: FollowOptions,
): AsyncGenerator<LedgerChange, void> {
  const checkpoint = file === undefined ? undefined : await openCheckpoint(file);
  const position = checkpoint?.position ?? after;
  const start = {
    ...(position === undefined ? {} : { after: position }),
    ...(fromBlock === undefined ? {} : { block: fromBlock }),
  };
  for await (const raw of transport.events(start, control)) {
    const { blockNumber, transactionId } = raw;
    yield { blockNumber, transactionId, event: eventIn(raw) };
    checkpoint?.save({ blockNumber, transactionId });
  }
}
