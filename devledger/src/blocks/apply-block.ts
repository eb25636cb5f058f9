// SPDX-License-Identifier: Apache-2.0
import { type ledger, peer } from '@hyperledger/fabric-protos';

import type { KeyHistory } from '../state/history.js';
import type { KeyMetadata, Version, VersionedState } from '../state/versioned-state.js';
import { committedTransaction, type NamespaceSet, namespaceSets } from './endorser-transaction.js';

/** Block 0 carries the channel's configuration and no writes. */
const GENESIS = 0;

/**
 * Applies the writes of a block's valid transactions.
 *
 * @param state - changed
 * @param history - changed
 * @param data - envelopes of the block
 * @param codes - validation code of each
 */
export function applyBlock(
  state: VersionedState,
  history: KeyHistory,
  block: number,
  data: readonly Uint8Array[],
  codes: Uint8Array,
): void {
  if (block === GENESIS) return;
  data.forEach((envelope, transaction) => {
    if (codes[transaction] !== peer.TxValidationCode.VALID) return;
    const { header, action } = committedTransaction(envelope);
    const sets = namespaceSets(action);
    applyWrites(state, sets, { block, transaction });
    for (const { namespace, set } of sets) {
      for (const write of set.getWritesList()) {
        history.add(namespace, write.getKey(), {
          block,
          transactionId: header.getTxId(),
          timestamp: header.getTimestamp(),
          value: write.getValue_asU8(),
          isDelete: write.getIsDelete(),
        });
      }
    }
  });
}

/**
 * Applies the writes of one transaction. An empty value deletes, as in Fabric. A value keeps the metadata that its key
 * had unless the transaction writes that, too; metadata alone gives the value a new version, and is lost where there
 * is no value (core/ledger/kvledger/txmgmt/validation/tx_ops.go).
 *
 * @returns the keys that have a new version or are gone, by namespace
 */
export function applyWrites(
  state: VersionedState,
  sets: readonly NamespaceSet[],
  version: Version,
): readonly TouchedKey[] {
  return sets.flatMap(({ namespace, set }) => {
    const metadata = metadataWrites(set);
    const touched: TouchedKey[] = [];
    for (const write of set.getWritesList()) {
      const key = write.getKey();
      touched.push({ namespace, key });
      const value = write.getValue_asU8();
      if (write.getIsDelete() || value.length === 0) state.delete(namespace, key);
      else {
        const kept = metadata.has(key) ? metadata.get(key) : state.get(namespace, key)?.metadata;
        state.put(namespace, key, { value, version, metadata: kept });
      }
      metadata.delete(key);
    }
    for (const [key, entries] of metadata) {
      const current = state.get(namespace, key);
      if (current === undefined) continue;
      touched.push({ namespace, key });
      state.put(namespace, key, { value: current.value, version, metadata: entries });
    }
    return touched;
  });
}

/** A key that a transaction changed. */
export interface TouchedKey {
  readonly namespace: string;
  readonly key: string;
}

/** Metadata by key; undefined where a write takes it away. */
function metadataWrites(set: ledger.rwset.kvrwset.KVRWSet): Map<string, KeyMetadata | undefined> {
  return new Map(
    set.getMetadataWritesList().map((write) => {
      const entries = write
        .getEntriesList()
        .map((entry) => [entry.getName(), entry.getValue_asU8()] as const);
      return [write.getKey(), entries.length === 0 ? undefined : new Map(entries)];
    }),
  );
}
