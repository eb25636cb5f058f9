// SPDX-License-Identifier: Apache-2.0
import type { CallControl } from './calls/abort';
import { LedgerCalls } from './calls/ledger-calls';
import type { RetryOptions } from './calls/retry';
import type { FoundTransaction, Transport } from './calls/transport';
import { ledgerEvents, type FollowOptions, type LedgerChange } from './events/ledger-events';
import { Administrator } from './faces/administrator';
import { PermittedEndorser } from './faces/permitted-endorser';
import { Society } from './faces/society';

/** A connection to a ledger, with a face for each role. What a caller may do is decided by the ledger alone. */
export class Session {
  /** Every transaction, typed. */
  readonly calls: LedgerCalls;
  readonly society: Society;
  readonly permittedEndorser: PermittedEndorser;
  readonly administrator: Administrator;
  readonly #transport: Transport;

  /** @param transport - the way to the ledger; the session closes it */
  constructor(transport: Transport, retry: RetryOptions = {}) {
    this.#transport = transport;
    this.calls = new LedgerCalls(transport, retry);
    this.society = new Society(this.calls);
    this.permittedEndorser = new PermittedEndorser(this.calls);
    this.administrator = new Administrator(this.calls);
  }

  /**
   * What became of a transaction whose commit is not known; undefined where no block of the peer holds it (yet).
   * @param transactionId - 64 hex digits
   * @throws {@link ClientError} as {@link LedgerCalls.evaluate}
   */
  findTransaction(transactionId: string, control?: CallControl): Promise<FoundTransaction | undefined> {
    return this.#transport.findTransaction(transactionId, control);
  }

  /**
   * What happens on the ledger: the event of every transaction that wrote something, each once and in the order of the
   * chain, from the beginning or from where one left off, then live. It goes on over another gateway where one fails.
   * @example
   * ```ts
   * for await (const { event } of session.events({ checkpoint: 'mirror.json' }))
   *   for (const { key, value } of event.records) mirror.set(key, value);
   * ```
   * @throws {@link ClientError} `LEDGER_UNREACHABLE` where no gateway answers for as long as `patience` lasts,
   * `IDENTITY_REFUSED`, `ABORTED`, `SESSION_CLOSED`, `ANSWER_UNREADABLE`, and `INPUT_INVALID` for a checkpoint that
   * cannot be used
   */
  events(options: FollowOptions = {}): AsyncGenerator<LedgerChange, void> {
    return ledgerEvents(this.#transport, options);
  }

  /** Ends the connection; may be called again. Calls after it fail with `SESSION_CLOSED`. */
  close(): void {
    this.#transport.close();
  }
}
