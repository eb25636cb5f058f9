// SPDX-License-Identifier: Apache-2.0
import type { Alias, MeterRecord, ReadReceipt } from '@meterpki/protocol';
import { metersUnder } from '../registry/aliases';
import { meterKey } from '../state/keys';
import type { LedgerTransaction } from '../transaction/transaction';

/** Finds the meters that a receipt may come from; each is read once in a transaction, however often it is asked for. */
export class CandidateFinder {
  readonly #transaction: LedgerTransaction;
  readonly #meters = new Map<string, MeterRecord | undefined>();
  readonly #aliases = new Map<string, readonly string[]>();

  constructor(transaction: LedgerTransaction) {
    this.#transaction = transaction;
  }

  async #meter(meterId: string): Promise<MeterRecord[]> {
    if (!this.#meters.has(meterId)) {
      this.#meters.set(meterId, await this.#transaction.state.get<MeterRecord>(meterKey(meterId)));
    }
    const meter = this.#meters.get(meterId);
    return meter === undefined ? [] : [meter];
  }

  async #under(alias: Alias): Promise<readonly string[]> {
    const name = `${alias.kind}:${alias.text}`;
    const known = this.#aliases.get(name);
    if (known !== undefined) return known;
    const found = await metersUnder(this.#transaction, alias);
    this.#aliases.set(name, found);
    return found;
  }

  /** The meter that was asked for, which always wins; else those that carry an alias of the receipt. */
  async find(read: ReadReceipt, meterId: string | undefined): Promise<MeterRecord[]> {
    if (meterId !== undefined) return this.#meter(meterId);
    const meterIds = new Set<string>();
    for (const alias of read.kind === 'receipt' ? read.receipt.aliases : []) {
      for (const found of await this.#under(alias)) meterIds.add(found);
    }
    const meters: MeterRecord[] = [];
    for (const found of meterIds) meters.push(...(await this.#meter(found)));
    return meters;
  }
}
