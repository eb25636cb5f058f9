// SPDX-License-Identifier: Apache-2.0
import type { Logger } from 'pino';

import type { Chain } from '../blocks/chain.js';
import { messageOf } from '../errors.js';
import type { Signer } from '../identity/signer.js';
import { validateBlock } from './validate-block.js';
import type { ValidationContext } from './validate-transaction.js';

/** When a block is cut. */
export interface BatchSettings {
  /** Milliseconds after the first transaction that waits. */
  readonly timeout: number;
  /** At once when so many wait. */
  readonly maxMessages: number;
  /** At once when so many bytes wait; a larger transaction gets a block of its own. */
  readonly maxBytes: number;
}

/** Settings that suit a single machine. */
export const DEFAULT_BATCH: BatchSettings = { timeout: 50, maxMessages: 500, maxBytes: 2 * 1024 * 1024 };

/** What the orderer works with. */
export interface OrdererOptions {
  readonly chain: Chain;
  readonly signer: Signer;
  readonly validation: ValidationContext;
  readonly batch: BatchSettings;
  readonly logger: Logger;
}

/**
 * Puts transactions in an order: one queue in one process, which is no consensus. Blocks are validated and written
 * one after the other, while the next transactions gather.
 */
export class Orderer {
  readonly #options: OrdererOptions;
  readonly #queue: Uint8Array[] = [];
  #queuedBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;
  #failure: string | undefined;
  #closed = false;

  constructor(options: OrdererOptions) {
    this.#options = options;
  }

  /** Why no more transactions are taken; undefined while they are. */
  get failure(): string | undefined {
    return this.#closed ? 'the ledger is stopping' : this.#failure;
  }

  /** Takes a serialised envelope. It is in a block some time later. */
  order(envelope: Uint8Array): void {
    this.#queue.push(envelope);
    this.#queuedBytes += envelope.length;
    if (this.#isFull()) this.#cut();
    else
      this.#timer ??= setTimeout(() => {
        this.#cut();
      }, this.#options.batch.timeout);
  }

  /** Takes nothing more, and waits until everything taken is in a block. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cut();
    while (this.#working !== undefined) await this.#working;
  }

  #isFull(): boolean {
    const { maxMessages, maxBytes } = this.#options.batch;
    return this.#queue.length >= maxMessages || this.#queuedBytes >= maxBytes;
  }

  #cut(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
      if (this.#queue.length > 0 && this.#timer === undefined && this.#failure === undefined) this.#cut();
    });
  }

  async #work(): Promise<void> {
    try {
      while (this.#queue.length > 0 && this.#failure === undefined) await this.#writeBlock(this.#batch());
    } catch (error) {
      this.#failure = messageOf(error);
      this.#options.logger.fatal({ reason: this.#failure }, 'the chain stopped growing');
    }
  }

  #batch(): readonly Uint8Array[] {
    const { maxMessages, maxBytes } = this.#options.batch;
    let bytes = 0;
    let count = 0;
    for (const envelope of this.#queue) {
      if (count > 0 && (count >= maxMessages || bytes + envelope.length > maxBytes)) break;
      bytes += envelope.length;
      count += 1;
    }
    this.#queuedBytes -= bytes;
    return this.#queue.splice(0, count);
  }

  async #writeBlock(data: readonly Uint8Array[]): Promise<void> {
    const { chain, signer, validation, logger } = this.#options;
    const codes = await validateBlock(data, chain, validation);
    await chain.append({ data, codes }, signer);
    logger.debug({ block: chain.height - 1, transactions: data.length }, 'block written');
  }
}
