// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';

import { peer } from '@hyperledger/fabric-protos';

import { applyWrites } from '../blocks/apply-block.js';
import type { Chain } from '../blocks/chain.js';
import type { NamespaceSet } from '../blocks/endorser-transaction.js';
import { rangeUnchanged } from '../simulation/range-scan.js';
import type { Version, VersionedState } from '../state/versioned-state.js';
import { EndorsementPolicies } from './endorsement-policies.js';
import { type Judgement, validateTransaction, type ValidationContext } from './validate-transaction.js';

const { TxValidationCode: Code } = peer;

/** Signatures are checked in groups of this many transactions; in between, calls are answered. */
const GROUP = 8;

/**
 * Validates the envelopes of the next block, in order.
 *
 * @returns `TxValidationCode` of each
 */
export async function validateBlock(
  envelopes: readonly Uint8Array[],
  chain: Chain,
  context: ValidationContext,
): Promise<readonly number[]> {
  const judgements: Judgement[] = [];
  const policies = new EndorsementPolicies(chain.state, context.organisations);
  const isKnown = (transactionId: string): boolean => chain.status(transactionId) !== undefined;
  for (const envelope of envelopes) {
    judgements.push(policies.judge(validateTransaction(envelope, context, isKnown)));
    if (judgements.length % GROUP === 0) await nextTurn();
  }
  return stateCodes(markDuplicates(judgements), chain);
}

/** A transaction ID counts once in the block. */
function markDuplicates(judgements: readonly Judgement[]): readonly Judgement[] {
  const seen = new Set<string>();
  return judgements.map((judgement) => {
    const { transactionId, code } = judgement;
    if (code !== Code.VALID) return judgement;
    const duplicate = seen.has(transactionId);
    seen.add(transactionId);
    return duplicate ? { ...judgement, code: Code.DUPLICATE_TXID } : judgement;
  });
}

/** Compares what each transaction read with the state and with the writes of those before it in the block. */
function stateCodes(judgements: readonly Judgement[], chain: Chain): readonly number[] {
  const block = chain.height;
  const state = chain.state.copy();
  const written = new Set<string>();
  return judgements.map(({ code, sets }, transaction) => {
    if (code !== Code.VALID) return code;
    const conflict = conflictCode(sets, state, written);
    if (conflict !== undefined) return conflict;
    for (const { namespace, key } of applyWrites(state, sets, { block, transaction })) {
      written.add(writtenKey(namespace, key));
    }
    return code;
  });
}

function conflictCode(
  sets: readonly NamespaceSet[],
  state: VersionedState,
  written: ReadonlySet<string>,
): number | undefined {
  for (const { namespace, set } of sets) {
    for (const read of set.getReadsList()) {
      const version = read.getVersion();
      const expected = version && { block: version.getBlockNum(), transaction: version.getTxNum() };
      const current = state.get(namespace, read.getKey())?.version;
      const touched = written.has(writtenKey(namespace, read.getKey()));
      if (touched || !sameVersion(expected, current)) return Code.MVCC_READ_CONFLICT;
    }
    for (const info of set.getRangeQueriesInfoList()) {
      if (!rangeUnchanged(state, namespace, info)) return Code.PHANTOM_READ_CONFLICT;
    }
  }
  return undefined;
}

function sameVersion(left: Version | undefined, right: Version | undefined): boolean {
  return left?.block === right?.block && left?.transaction === right?.transaction;
}

/** Chaincode names hold no space. */
function writtenKey(namespace: string, key: string): string {
  return `${namespace} ${key}`;
}
