// SPDX-License-Identifier: Apache-2.0
import type { RecordKinds } from '@meterpki/protocol';
import type { BlockTransaction, KeyVersion, NamespaceEffects } from './block-transaction';

/** What stands under a key of the state, by the first part of the key. */
export interface StateKinds extends RecordKinds {
  key: { readonly meterId: string };
}

/** One of {@link StateKinds}. */
export type StateKind = keyof StateKinds;

/** What stands under a key. */
interface Entry {
  /** JSON, parsed. */
  readonly value: unknown;
  readonly version: KeyVersion;
}

const isSame = (one: KeyVersion | undefined, other: KeyVersion | undefined): boolean =>
  one?.block === other?.block && one?.transaction === other?.transaction;

/** The chaincode writes JSON objects; anything else is none of its records. */
function recordIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The state of the chaincode as an audit rebuilt it. */
export interface AuditedState {
  /**
   * What stands under a key, parsed; undefined where nothing does.
   * @param rest - of the key, behind its first part
   */
  get<Kind extends StateKind>(kind: Kind, rest?: string): StateKinds[Kind] | undefined;
  /** Everything of a kind, by key. */
  all<Kind extends StateKind>(kind: Kind): Iterable<{ key: string; value: StateKinds[Kind] }>;
  /** Every key under a prefix. */
  keys(prefix: string): Iterable<string>;
}

/** The state of the chaincode, rebuilt from the writes of the transactions that count. */
export class RebuiltState implements AuditedState {
  readonly #entries = new Map<string, Entry>();
  /** Versions of keys of Fabric's own chaincodes, which transactions read as well. */
  readonly #others = new Map<string, KeyVersion>();
  readonly #namespace: string;

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  get<Kind extends StateKind>(kind: Kind, rest = ''): StateKinds[Kind] | undefined {
    const entry = this.#entries.get(rest === '' ? kind : `${kind}/${rest}`);
    return entry?.value as StateKinds[Kind] | undefined;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  *all<Kind extends StateKind>(kind: Kind): Generator<{ key: string; value: StateKinds[Kind] }> {
    for (const [key, { value }] of this.#entries)
      if (key.startsWith(`${kind}/`)) yield { key, value: value as StateKinds[Kind] };
  }

  *keys(prefix: string): Generator<string> {
    for (const key of this.#entries.keys()) if (key.startsWith(prefix)) yield key;
  }

  /** What a transaction did in the namespace of the chaincode. */
  effectsOf({ effects }: BlockTransaction): NamespaceEffects {
    const own = effects.find(({ namespace }) => namespace === this.#namespace);
    return own ?? { namespace: this.#namespace, reads: [], writes: [], stamped: [] };
  }

  /** A key that the transaction read in another version than the one that counts; undefined where there is none. */
  staleRead({ effects }: BlockTransaction): string | undefined {
    for (const { namespace, reads } of effects)
      for (const { key, version } of reads) if (!this.#isCurrent(namespace, key, version)) return key;
    return undefined;
  }

  /** Carries out the writes of a transaction. */
  apply({ effects }: BlockTransaction, version: KeyVersion): void {
    for (const { namespace, writes, stamped } of effects) {
      for (const { key, value } of writes)
        if (namespace !== this.#namespace) this.#others.set(`${namespace}/${key}`, version);
        else this.#put(key, value, version);
      for (const key of stamped) this.#stamp(namespace, key, version);
    }
  }

  /** A key-level policy gives what stands under the key a new version, and makes no key (Fabric, tx_ops.go). */
  #stamp(namespace: string, key: string, version: KeyVersion): void {
    const name = `${namespace}/${key}`;
    const entry = this.#entries.get(key);
    if (namespace !== this.#namespace) {
      if (this.#others.has(name)) this.#others.set(name, version);
    } else if (entry !== undefined) this.#entries.set(key, { ...entry, version });
  }

  #put(key: string, text: string | undefined, version: KeyVersion): void {
    const value = text === undefined ? undefined : recordIn(text);
    if (value === undefined) this.#entries.delete(key);
    else this.#entries.set(key, { value, version });
  }

  /** Of Fabric's own chaincodes, what was there before the first block that wrote it counts as it is first read. */
  #isCurrent(namespace: string, key: string, version: KeyVersion | undefined): boolean {
    if (namespace === this.#namespace) return isSame(version, this.#entries.get(key)?.version);
    const name = `${namespace}/${key}`;
    const known = this.#others.get(name);
    if (known === undefined && version !== undefined) this.#others.set(name, version);
    return known === undefined || isSame(version, known);
  }
}
