// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';

import { compareKeys } from '../state/key-order.js';
import type { KeyMetadata, StateView, Version } from '../state/versioned-state.js';
import { keyRead } from './query-reads.js';
import { RangeScan } from './range-scan.js';

const { rwset } = ledger;

/** What one transaction did to one namespace. */
interface NamespaceRecord {
  readonly reads: Map<string, Version | undefined>;
  readonly writes: Map<string, Uint8Array>;
  readonly metadataWrites: Map<string, KeyMetadata>;
  readonly scans: RangeScan[];
}

/**
 * Runs one transaction on a state that does not move, and records what it reads and writes. As in Fabric, a
 * transaction does not see its own writes, and paginated queries and writes exclude each other
 * (core/ledger/kvledger/txmgmt/txmgr/tx_simulator.go).
 */
export class Simulator {
  readonly #state: StateView;
  readonly #transactionId: string;
  readonly #namespaces = new Map<string, NamespaceRecord>();
  #wrote = false;
  #paginated = false;

  constructor(state: StateView, transactionId: string) {
    this.#state = state;
    this.#transactionId = transactionId;
  }

  /** Height of the state that the transaction sees. */
  get height(): number {
    return this.#state.height;
  }

  /** Reads a value and records its version. */
  get(namespace: string, key: string): Uint8Array | undefined {
    const entry = this.#state.get(namespace, key);
    this.#record(namespace).reads.set(key, entry?.version);
    return entry?.value;
  }

  /**
   * Records a write; an empty value deletes the key.
   *
   * @throws Error with Fabric's text after a paginated query
   */
  put(namespace: string, key: string, value: Uint8Array): void {
    this.#beforeWrite();
    this.#record(namespace).writes.set(key, value);
  }

  /** Reads the metadata of a key and records the version of its value. */
  getMetadata(namespace: string, key: string): KeyMetadata {
    const entry = this.#state.get(namespace, key);
    this.#record(namespace).reads.set(key, entry?.version);
    return entry?.metadata ?? new Map();
  }

  /**
   * Records a write of metadata; it takes the place of all metadata that the key has.
   *
   * @throws Error with Fabric's text after a paginated query
   */
  putMetadata(namespace: string, key: string, metadata: KeyMetadata): void {
    this.#beforeWrite();
    this.#record(namespace).metadataWrites.set(key, metadata);
  }

  /** The metadata, before the transaction, of all keys that it writes in a namespace; undefined for keys without. */
  writtenKeysMetadata(namespace: string): readonly (KeyMetadata | undefined)[] {
    const record = this.#namespaces.get(namespace);
    if (record === undefined) return [];
    const keys = new Set([...record.writes.keys(), ...record.metadataWrites.keys()]);
    return [...keys].map((key) => this.#state.get(namespace, key)?.metadata);
  }

  /** Starts a range query. */
  scan(namespace: string, start: string, end: string): RangeScan {
    const scan = new RangeScan(this.#state, namespace, start, end);
    this.#record(namespace).scans.push(scan);
    return scan;
  }

  /**
   * Starts a range query that is answered in pages.
   *
   * @throws Error with Fabric's text after a write
   */
  scanPaginated(namespace: string, start: string, end: string): RangeScan {
    if (this.#wrote) {
      throw new Error(
        `txid [${this.#transactionId}]: unsuppored transaction. ` +
          'Paginated queries are supported only in a read-only transaction',
      );
    }
    this.#paginated = true;
    return this.scan(namespace, start, end);
  }

  /** `rwset.TxReadWriteSet` of the transaction, in Fabric's order. To be called once. */
  results(): Uint8Array {
    const results = new rwset.TxReadWriteSet();
    results.setDataModel(rwset.TxReadWriteSet.DataModel.KV);
    for (const [namespace, record] of sorted(this.#namespaces)) {
      const encoded = new rwset.NsReadWriteSet();
      encoded.setNamespace(namespace);
      encoded.setRwset(encodeRecord(record).serializeBinary());
      results.addNsRwset(encoded);
    }
    return results.serializeBinary();
  }

  #beforeWrite(): void {
    if (this.#paginated) {
      throw new Error(
        `txid [${this.#transactionId}]: unsuppored transaction. ` +
          'Transaction has already performed a paginated query. Writes are not allowed',
      );
    }
    this.#wrote = true;
  }

  #record(namespace: string): NamespaceRecord {
    let record = this.#namespaces.get(namespace);
    if (record === undefined) {
      record = { reads: new Map(), writes: new Map(), metadataWrites: new Map(), scans: [] };
      this.#namespaces.set(namespace, record);
    }
    return record;
  }
}

function encodeRecord(record: NamespaceRecord): ledger.rwset.kvrwset.KVRWSet {
  const encoded = new rwset.kvrwset.KVRWSet();
  encoded.setReadsList(sorted(record.reads).map(([key, version]) => keyRead(key, version)));
  encoded.setRangeQueriesInfoList(distinctScans(record.scans));
  encoded.setWritesList(
    sorted(record.writes).map(([key, value]) => {
      const write = new rwset.kvrwset.KVWrite();
      write.setKey(key);
      write.setIsDelete(value.length === 0);
      write.setValue(value);
      return write;
    }),
  );
  encoded.setMetadataWritesList(
    sorted(record.metadataWrites).map(([key, metadata]) => encodeMetadata(key, metadata)),
  );
  return encoded;
}

function encodeMetadata(key: string, metadata: KeyMetadata): ledger.rwset.kvrwset.KVMetadataWrite {
  const write = new rwset.kvrwset.KVMetadataWrite();
  write.setKey(key);
  for (const [name, value] of sorted(metadata)) {
    const entry = write.addEntries();
    entry.setName(name);
    entry.setValue(value);
  }
  return write;
}

/** Two queries that ended with the same bounds are recorded once. */
function distinctScans(scans: readonly RangeScan[]): ledger.rwset.kvrwset.RangeQueryInfo[] {
  const infos = new Map<string, ledger.rwset.kvrwset.RangeQueryInfo>();
  for (const scan of scans) {
    const info = scan.info();
    const bounds = JSON.stringify([info.getStartKey(), info.getEndKey(), info.getItrExhausted()]);
    if (!infos.has(bounds)) infos.set(bounds, info);
  }
  return [...infos.values()];
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([left], [right]) => compareKeys(left, right));
}
