// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, recordKinds, refusal, type WrittenRecord } from '@meterpki/protocol';
import type { Context } from 'fabric-contract-api';
import { endorsementPolicy, type Owner } from './endorsement-policy';

/** The schema that this version writes and reads. */
const SCHEMA = 1;

/** A record with its key. */
export interface Entry<T> {
  readonly key: string;
  readonly value: T;
}

/** One state that a record had. */
export interface PastState<T> {
  readonly tx: string;
  /** Timestamp of the transaction that wrote it. */
  readonly milliseconds: number;
  readonly value: T;
}

/** The most states of one record that are read. */
const MAX_HISTORY = 5000;

type Stub = Context['stub'];

interface Stored {
  readonly schema: number;
}

/**
 * Records as canonical JSON with a schema number. A read sees the state before the transaction, never the
 * transaction's own writes: that is Fabric's rule. So nothing is asked of the peer twice: a call through the shim
 * costs more than a signature check.
 */
export class LedgerState {
  readonly #stub: Stub;
  readonly #read = new Map<string, Uint8Array>();
  readonly #ranges = new Map<string, readonly Entry<Stored>[]>();
  readonly #written: WrittenRecord[] = [];
  readonly #restamped: string[] = [];

  constructor(stub: Stub) {
    this.#stub = stub;
  }

  /**
   * The record under a key, or undefined.
   * @throws Refusal STATE_UNREADABLE for one of a schema that this version does not know
   */
  async get<T extends Stored>(key: string): Promise<T | undefined> {
    const bytes = await this.#bytes(key);
    return bytes.length === 0 ? undefined : (parse(key, bytes) as T);
  }

  /** True where something stands under the key. */
  async has(key: string): Promise<boolean> {
    return (await this.#bytes(key)).length > 0;
  }

  /** Records written so far, index entries left out. */
  get written(): readonly WrittenRecord[] {
    return this.#written;
  }

  /** Keys whose key-level policy was renewed so far. */
  get restamped(): readonly string[] {
    return this.#restamped;
  }

  /** Writes a record. */
  async put(key: string, value: Stored): Promise<void> {
    await this.#stub.putState(key, Buffer.from(canonicalJson(value), 'utf8'));
    const kind = recordKinds.find((name) => name === key.split('/')[0]);
    if (kind !== undefined) this.#written.push({ kind, key, value } as unknown as WrittenRecord);
  }

  /**
   * Writes a record that did not exist, and says who must endorse whatever changes it later: peers of the institute that
   * owns it, and of enough other members to make a majority.
   */
  async create(key: string, value: Stored, owner: Owner): Promise<void> {
    await this.put(key, value);
    await this.#stub.setStateValidationParameter(key, endorsementPolicy(owner));
  }

  /** Renews who must endorse changes of a record, after the members changed. */
  async restamp(key: string, owner: Owner): Promise<void> {
    await this.#stub.setStateValidationParameter(key, endorsementPolicy(owner));
    this.#restamped.push(key);
  }

  /** At most `limit` records from `start` up to but without `end`, in key order. */
  async range<T extends Stored>(start: string, end: string, limit: number): Promise<readonly Entry<T>[]> {
    const name = JSON.stringify([start, end, limit]);
    const entries = this.#ranges.get(name) ?? (await this.#scan(start, end, limit));
    this.#ranges.set(name, entries);
    return entries as readonly Entry<T>[];
  }

  /**
   * Every state that a record had, oldest first.
   * @throws Refusal LIST_TOO_COSTLY beyond {@link MAX_HISTORY}
   */
  async history<T extends Stored>(key: string): Promise<readonly PastState<T>[]> {
    const iterator = await this.#stub.getHistoryForKey(key);
    const states: PastState<T>[] = [];
    try {
      for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
        const { txId: tx, timestamp, value } = step.value;
        const milliseconds = Number(timestamp.seconds) * 1000 + Math.floor(timestamp.nanos / 1_000_000);
        states.push({ tx, milliseconds, value: parse(key, value) as T });
        if (states.length > MAX_HISTORY)
          throw refusal(
            'LIST_TOO_COSTLY',
            'history',
            `has more than ${MAX_HISTORY} states; read it from the blocks`,
          );
      }
    } finally {
      await iterator.close();
    }
    // Fabric gives the newest first.
    return states.reverse();
  }

  async #bytes(key: string): Promise<Uint8Array> {
    const bytes = this.#read.get(key) ?? (await this.#stub.getState(key));
    this.#read.set(key, bytes);
    return bytes;
  }

  async #scan(start: string, end: string, limit: number): Promise<Entry<Stored>[]> {
    const iterator = await this.#stub.getStateByRange(start, end);
    const entries: Entry<Stored>[] = [];
    for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
      entries.push({ key: step.value.key, value: parse(step.value.key, step.value.value) });
      if (entries.length < limit) continue;
      await iterator.close();
      break;
    }
    return entries;
  }
}

function parse(key: string, bytes: Uint8Array): Stored {
  const value = JSON.parse(Buffer.from(bytes).toString('utf8')) as Stored;
  if (value.schema !== SCHEMA)
    throw refusal('STATE_UNREADABLE', key, `was written with schema ${value.schema}`);
  return value;
}
