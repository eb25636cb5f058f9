// SPDX-License-Identifier: Apache-2.0
import { SignaturePolicy } from '../identity/signature-policy.js';
import { keyPolicyBytes } from '../identity/key-policy.js';
import type { Simulator } from '../simulation/simulator.js';

/** Which policies the endorsements of a transaction must satisfy, as its first endorser sees it. */
export interface Interest {
  /** Policies of the keys that it writes. */
  readonly keyPolicies: readonly SignaturePolicy[];
  /** Whether the chaincode's policy counts, too: not where every written key has one of its own. */
  readonly needsChaincodePolicy: boolean;
}

/**
 * The interest of a transaction (core/endorser/endorser.go, buildChaincodeInterest).
 *
 * @throws {@link DecodeError} where a key's policy cannot be read
 */
export function interestOf(simulator: Simulator, namespace: string): Interest {
  const policies = simulator.writtenKeysMetadata(namespace).map(keyPolicyBytes);
  const keyPolicies = policies
    .filter((bytes) => bytes !== undefined)
    .map((bytes) => new SignaturePolicy(bytes));
  return {
    keyPolicies,
    needsChaincodePolicy: policies.length === 0 || keyPolicies.length < policies.length,
  };
}
