// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';

import type { KeyHistory } from '../state/history.js';
import type { VersionedState } from '../state/versioned-state.js';
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

/** Applies the writes of one transaction. An empty value deletes, as in Fabric. */
export function applyWrites(
  state: VersionedState,
  sets: readonly NamespaceSet[],
  version: { readonly block: number; readonly transaction: number },
): void {
  for (const { namespace, set } of sets) {
    for (const write of set.getWritesList()) {
      const value = write.getValue_asU8();
      if (write.getIsDelete() || value.length === 0) state.delete(namespace, write.getKey());
      else state.put(namespace, write.getKey(), { value, version });
    }
  }
}
