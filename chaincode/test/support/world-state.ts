// SPDX-License-Identifier: Apache-2.0
import type {
  ChallengeRecord,
  CheckRecord,
  EndorserRecord,
  ImportRecord,
  ListRecord,
  MeterRecord,
  Policy,
  ProposalRecord,
  ReviewRecord,
} from '@meterpki/protocol';

/** Records by the first part of their keys. */
export interface Records {
  readonly challenge: ChallengeRecord;
  readonly check: CheckRecord;
  readonly import: ImportRecord;
  readonly meter: MeterRecord;
  readonly pe: EndorserRecord;
  readonly policy: Policy;
  readonly proposal: ProposalRecord;
  readonly record: ListRecord;
  readonly review: ReviewRecord;
}

/** One key with its value. */
export interface StateEntry {
  readonly key: string;
  readonly value: Buffer;
}

/** One state that a key had, in the shape that the shim's iterator gives. */
export interface HistoryEntry {
  readonly txId: string;
  readonly timestamp: { readonly seconds: number; readonly nanos: number };
  readonly isDelete: boolean;
  readonly value: Buffer;
}

/** Which transaction wrote, and when. */
export interface Writer {
  readonly txId: string;
  readonly milliseconds: number;
}

/** For state that a test lays down by hand. */
const nobody: Writer = { txId: '', milliseconds: 0 };

/** A key with its UTF-8 bytes, by which keys are sorted. */
interface SortedEntry extends StateEntry {
  readonly bytes: Buffer;
}

/** Committed state: keys in the order of their UTF-8 bytes, as LevelDB keeps them. */
export class WorldState {
  readonly #values = new Map<string, Buffer>();
  /** Made when first asked for after a change. */
  #sorted: readonly SortedEntry[] | undefined;
  readonly #histories = new Map<string, HistoryEntry[]>();

  get(key: string): Buffer {
    return this.#values.get(key) ?? Buffer.alloc(0);
  }

  /** What lies from `start` up to but without `end`. */
  range(start: string, end: string): StateEntry[] {
    const [first, last] = [Buffer.from(start, 'utf8'), Buffer.from(end, 'utf8')];
    return this.#entries().filter(
      ({ bytes }) => Buffer.compare(bytes, first) >= 0 && Buffer.compare(bytes, last) < 0,
    );
  }

  apply(writes: ReadonlyMap<string, Buffer>, { txId, milliseconds }: Writer = nobody): void {
    const timestamp = { seconds: Math.floor(milliseconds / 1000), nanos: (milliseconds % 1000) * 1_000_000 };
    this.#sorted = undefined;
    for (const [key, value] of writes) {
      this.#values.set(key, value);
      this.#histories.set(key, [...this.history(key).reverse(), { txId, timestamp, isDelete: false, value }]);
    }
  }

  /** Every state that a key had, the newest first, as LevelDB's history gives them. */
  history(key: string): HistoryEntry[] {
    return [...(this.#histories.get(key) ?? [])].reverse();
  }

  /** Keys that begin with a text, in order. */
  keys(prefix = ''): string[] {
    return this.#entries().flatMap(({ key }) => (key.startsWith(prefix) ? [key] : []));
  }

  /** The record of a kind under a key. */
  record<K extends keyof Records>(kind: K, key: string): Records[K] {
    if (!key.startsWith(`${kind}/`)) throw new Error(`${key} is no key of ${kind}`);
    return this.json(key) as Records[K];
  }

  /** Whatever stands under a key. */
  json(key: string): unknown {
    return JSON.parse(this.get(key).toString('utf8'));
  }

  #entries(): readonly SortedEntry[] {
    this.#sorted ??= [...this.#values]
      .map(([key, value]) => ({ key, value, bytes: Buffer.from(key, 'utf8') }))
      .sort((a, b) => Buffer.compare(a.bytes, b.bytes));
    return this.#sorted;
  }
}
