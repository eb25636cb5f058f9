// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, recordKinds, refusal, type WrittenRecord } from '@meterpki/protocol';
import type { Context } from 'fabric-contract-api';
import { endorsementPolicy, type Owner } from './endorsement-policy';
import { neighbourhoods } from './neighbours';
import { getStates, writeStates, type StateWrite } from './peer-messages';
import { ReadBudget } from './read-budget';

/** The schema that this version writes and reads. */
const SCHEMA = 1;

/** Reads that reading ahead leaves to the rules behind it. */
const RESERVED_READS = 1000;

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

type Stub = Context['stub'];
type Iterator = Awaited<ReturnType<Stub['getStateByRange']>>;

interface Stored {
  readonly schema: number;
}

/**
 * Records as canonical JSON with a schema number. A read sees the state before the transaction, never the
 * transaction's own writes: that is Fabric's rule. So nothing is asked of the peer twice: a call through the shim
 * costs more than a signature check. How much one transaction may read is bounded here, for all of them.
 */
export class LedgerState {
  readonly #stub: Stub;
  readonly #budget = new ReadBudget();
  /** What stands under each key that was asked for or came with a range; undefined for nothing. */
  readonly #known = new Map<string, Stored | undefined>();
  readonly #ranges = new Map<string, readonly Entry<Stored>[]>();
  readonly #writes: StateWrite[] = [];
  readonly #written: WrittenRecord[] = [];
  readonly #restamped: string[] = [];

  constructor(stub: Stub) {
    this.#stub = stub;
  }

  /**
   * The record under a key, or undefined.
   * @throws Refusal STATE_UNREADABLE for one of a schema that this version does not know, LIST_TOO_COSTLY
   */
  async get<T extends Stored>(key: string): Promise<T | undefined> {
    if (!this.#known.has(key)) {
      this.#budget.take(1);
      this.#learn(key, await this.#stub.getState(key));
    }
    return this.#known.get(key) as T | undefined;
  }

  /**
   * The record under a key that was read before, or undefined where nothing stands: without a wait for each of thousands.
   * @throws Error for a key that was not read, a programming error
   */
  known(key: string): Stored | undefined {
    const record = this.#known.get(key);
    if (record === undefined && !this.#known.has(key)) throw new Error('asked for without a read');
    return record;
  }

  /** True where something stands under the key. */
  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined;
  }

  /**
   * Reads many records with few messages, so that `get` has them.
   * @throws Refusal as {@link LedgerState.get}
   */
  async readAll(keys: Iterable<string>): Promise<void> {
    const wanted = this.#unknown(keys);
    this.#budget.take(wanted.length);
    const values = await getStates(this.#stub, wanted);
    for (const [at, key] of wanted.entries()) this.#learn(key, values[at] ?? new Uint8Array());
  }

  /**
   * The same, by range where keys lie close together: that leaves a shorter read set than the keys themselves, but a record
   * that enters the range meanwhile makes the transaction fail, so it is for checks alone.
   * @param keys - ASCII
   * @throws Refusal as {@link LedgerState.get}
   */
  async readNeighbours(keys: Iterable<string>): Promise<void> {
    const wanted = this.#unknown(keys).sort();
    await this.#readRanges(wanted);
    await this.readAll(wanted);
  }

  /** Records that nobody asked for are read as long as reads are to spare. */
  async #readRanges(wanted: readonly string[]): Promise<void> {
    let spare = this.#budget.left - wanted.length - RESERVED_READS;
    for (const { keys: near, start, end, limit: most } of neighbourhoods(wanted)) {
      const limit = Math.min(most, spare - 1);
      if (limit < near.length) return;
      const entries = await this.range(start, end, limit);
      spare -= 1 + entries.length - near.filter((key) => this.#known.get(key) !== undefined).length;
      const last = entries.length < limit ? end : (entries.at(-1)?.key ?? start);
      for (const key of near) if (key <= last && !this.#known.has(key)) this.#known.set(key, undefined);
    }
  }

  /** Records written so far, index entries left out. */
  get written(): readonly WrittenRecord[] {
    return this.#written;
  }

  /** Keys whose key-level policy was renewed so far. */
  get restamped(): readonly string[] {
    return this.#restamped;
  }

  /** Writes a record, once {@link LedgerState.flush} is called. */
  put(key: string, value: Stored): void {
    this.#writes.push({ key, value: Buffer.from(canonicalJson(value), 'utf8') });
    const kind = recordKinds.find((name) => name === key.split('/')[0]);
    if (kind !== undefined) this.#written.push({ kind, key, value } as unknown as WrittenRecord);
  }

  /**
   * Writes a record that did not exist, and says who must endorse whatever changes it later: peers of the institute that
   * owns it, and of enough other members to make a majority.
   */
  create(key: string, value: Stored, owner: Owner): void {
    this.put(key, value);
    this.#writes.push({ key, policy: endorsementPolicy(owner) });
  }

  /** Renews who must endorse changes of a record, after the members changed. */
  restamp(key: string, owner: Owner): void {
    this.#writes.push({ key, policy: endorsementPolicy(owner) });
    this.#restamped.push(key);
  }

  /** Hands everything written so far to the peer. */
  async flush(): Promise<void> {
    await writeStates(this.#stub, this.#writes.splice(0));
  }

  /**
   * At most `limit` records from `start` up to but without `end`, in key order.
   * @throws Refusal as {@link LedgerState.get}
   */
  async range<T extends Stored>(start: string, end: string, limit: number): Promise<readonly Entry<T>[]> {
    const name = JSON.stringify([start, end, limit]);
    const entries = this.#ranges.get(name) ?? (await this.#scan(start, end, limit));
    this.#ranges.set(name, entries);
    return entries as readonly Entry<T>[];
  }

  /**
   * Every state that a record had, oldest first.
   * @throws Refusal as {@link LedgerState.get}
   */
  async history<T extends Stored>(key: string): Promise<readonly PastState<T>[]> {
    this.#budget.take(1);
    const iterator = await this.#stub.getHistoryForKey(key);
    const states: PastState<T>[] = [];
    for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
      const { txId: tx, timestamp, value } = step.value;
      const milliseconds = Number(timestamp.seconds) * 1000 + Math.floor(timestamp.nanos / 1_000_000);
      states.push({ tx, milliseconds, value: (await this.#takeFrom(iterator, key, value)) as T });
    }
    // Fabric gives the newest first.
    return states.reverse();
  }

  #unknown(keys: Iterable<string>): string[] {
    return [...new Set(keys)].filter((key) => !this.#known.has(key));
  }

  #learn(key: string, bytes: Uint8Array): void {
    this.#known.set(key, bytes.length === 0 ? undefined : parse(key, bytes));
  }

  async #scan(start: string, end: string, limit: number): Promise<Entry<Stored>[]> {
    this.#budget.take(1);
    const iterator = await this.#stub.getStateByRange(start, end);
    const entries: Entry<Stored>[] = [];
    for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
      const { key, value: bytes } = step.value;
      const value = await this.#takeFrom(iterator, key, bytes);
      entries.push({ key, value });
      this.#known.set(key, value);
      if (entries.length < limit) continue;
      await iterator.close();
      break;
    }
    return entries;
  }

  /** Reads one record of a range; what ends the transaction ends the iterator as well. */
  async #takeFrom(iterator: Pick<Iterator, 'close'>, key: string, bytes: Uint8Array): Promise<Stored> {
    try {
      this.#budget.take(1);
      return parse(key, bytes);
    } catch (error) {
      await iterator.close();
      throw error;
    }
  }
}

function parse(key: string, bytes: Uint8Array): Stored {
  const value = JSON.parse(Buffer.from(bytes).toString('utf8')) as Stored;
  if (value.schema !== SCHEMA)
    throw refusal('STATE_UNREADABLE', key, `was written with schema ${value.schema}`);
  return value;
}
