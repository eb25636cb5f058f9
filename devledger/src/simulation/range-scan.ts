// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';

import type { KeyedValue, StateView } from '../state/versioned-state.js';
import { MAX_DEGREE, QueryReads, type ReadsSummary } from './query-reads.js';

const { kvrwset } = ledger.rwset;

/**
 * One range query of a transaction: hands out entries and remembers what it handed out, so that the commit can see
 * whether the range still holds the same (phantom reads).
 */
export class RangeScan {
  readonly #start: string;
  readonly #end: string;
  readonly #entries: IterableIterator<KeyedValue>;
  readonly #reads = new QueryReads();
  #lastKey = '';
  #exhausted = false;

  constructor(state: StateView, namespace: string, start: string, end: string) {
    this.#start = start;
    this.#end = end;
    this.#entries = state.range(namespace, { start, end });
  }

  /** The next entry; undefined at the end, which then counts as seen. */
  next(): KeyedValue | undefined {
    const result = this.#entries.next();
    if (result.done === true) {
      this.#exhausted = true;
      return undefined;
    }
    this.#reads.add(result.value.key, result.value.version);
    this.#lastKey = result.value.key;
    return result.value;
  }

  /** The key after the last one handed out, without reading it: where the next page starts. Ends the scan. */
  bookmark(): string {
    const result = this.#entries.next();
    return result.done === true ? '' : result.value.key;
  }

  /** What the read-write set says about the query. To be called once. */
  info(): ledger.rwset.kvrwset.RangeQueryInfo {
    const info = new kvrwset.RangeQueryInfo();
    info.setStartKey(this.#start);
    info.setEndKey(this.#exhausted ? this.#end : this.#lastKey);
    info.setItrExhausted(this.#exhausted);
    setSummary(info, this.#reads.summary());
    return info;
  }
}

/**
 * Whether a range still reads as recorded.
 *
 * @param state - the state before the transaction, with the earlier transactions of its block
 */
export function rangeUnchanged(
  state: StateView,
  namespace: string,
  info: ledger.rwset.kvrwset.RangeQueryInfo,
): boolean {
  const recorded = info.getReadsMerkleHashes();
  const reads = new QueryReads(recorded?.getMaxDegree() ?? Number.POSITIVE_INFINITY);
  const range = { start: info.getStartKey(), end: info.getEndKey(), includeEnd: !info.getItrExhausted() };
  for (const entry of state.range(namespace, range)) reads.add(entry.key, entry.version);
  const now = new kvrwset.RangeQueryInfo();
  setSummary(now, reads.summary(), recorded?.getMaxDegree());
  return Buffer.from(summaryBytes(now)).equals(summaryBytes(info));
}

function setSummary(
  info: ledger.rwset.kvrwset.RangeQueryInfo,
  summary: ReadsSummary,
  maxDegree: number = MAX_DEGREE,
): void {
  if (summary.kind === 'reads') {
    if (summary.reads.length === 0) return;
    const reads = new kvrwset.QueryReads();
    reads.setKvReadsList([...summary.reads]);
    info.setRawReads(reads);
    return;
  }
  const hashes = new kvrwset.QueryReadsMerkleSummary();
  hashes.setMaxDegree(maxDegree);
  hashes.setMaxLevel(summary.level);
  hashes.setMaxLevelHashesList([...summary.hashes]);
  info.setReadsMerkleHashes(hashes);
}

function summaryBytes(info: ledger.rwset.kvrwset.RangeQueryInfo): Uint8Array {
  const hashes = info.getReadsMerkleHashes()?.serializeBinary();
  return hashes ?? info.getRawReads()?.serializeBinary() ?? new Uint8Array();
}
