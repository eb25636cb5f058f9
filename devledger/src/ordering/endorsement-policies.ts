// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';

import type { NamespaceSet } from '../blocks/endorser-transaction.js';
import { isEndorsedByMajority } from '../identity/endorsement-policy.js';
import { keyPolicyBytes, satisfiesKeyPolicy } from '../identity/key-policy.js';
import type { StateView } from '../state/versioned-state.js';
import type { Judgement } from './validate-transaction.js';

const { TxValidationCode: Code } = peer;

/**
 * Judges the endorsements of the transactions of one block, in order (core/common/validation/statebased). Each written
 * key is judged by the policy that it had before the block, or by the chaincode's where it had none; a transaction
 * that judges no key is judged by the chaincode's. Once a transaction that is endorsed well changes a key's policy,
 * later ones in the block that write the key are refused, even when that transaction is invalid for another reason.
 */
export class EndorsementPolicies {
  readonly #state: StateView;
  readonly #organisations: number;
  readonly #changed = new Set<string>();

  /**
   * @param state - before the block
   * @param organisations - number of organisations on the channel
   */
  constructor(state: StateView, organisations: number) {
    this.#state = state;
    this.#organisations = organisations;
  }

  /** The judgement, with another code where the endorsements do not suffice. */
  judge(judgement: Judgement): Judgement {
    if (judgement.code !== Code.VALID) return judgement;
    if (!this.#isEndorsed(judgement)) return { ...judgement, code: Code.ENDORSEMENT_POLICY_FAILURE };
    for (const { namespace, set } of judgement.sets) {
      for (const write of set.getMetadataWritesList()) this.#changed.add(placeOf(namespace, write.getKey()));
    }
    return judgement;
  }

  #isEndorsed({ sets, endorsers }: Judgement): boolean {
    let isJudged = false;
    let isByChaincode: boolean | undefined;
    for (const namespaceSet of sets) {
      const { namespace } = namespaceSet;
      for (const key of writtenKeys(namespaceSet)) {
        if (this.#changed.has(placeOf(namespace, key))) return false;
        const policy = keyPolicyBytes(this.#state.get(namespace, key)?.metadata) ?? new Uint8Array();
        const isSatisfied =
          policy.length > 0
            ? satisfiesKeyPolicy(policy, endorsers)
            : (isByChaincode ??= isEndorsedByMajority(endorsers, this.#organisations));
        if (!isSatisfied) return false;
        isJudged = true;
      }
    }
    return isJudged || isEndorsedByMajority(endorsers, this.#organisations);
  }
}

function writtenKeys({ set }: NamespaceSet): readonly string[] {
  return [...set.getWritesList(), ...set.getMetadataWritesList()].map((write) => write.getKey());
}

/** Chaincode names hold no space. */
const placeOf = (namespace: string, key: string): string => `${namespace} ${key}`;
