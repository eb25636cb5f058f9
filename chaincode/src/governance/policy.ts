// SPDX-License-Identifier: Apache-2.0
import { policyHash, type Policy } from '@meterpki/protocol';
import { genesisPolicy } from '../startup/genesis';
import type { LedgerState } from '../state/ledger-state';
import { POLICY_KEY } from '../state/keys';
import type { Rules } from '../transaction/answer';

/** The policy in force: what the members voted for, or the genesis file while the ledger holds none. */
export async function currentPolicy(state: LedgerState): Promise<Policy> {
  return (await state.get<Policy>(POLICY_KEY)) ?? genesisPolicy();
}

/** GetPolicy: anybody may know the rules. */
export const getPolicy: Rules<'governance', 'GetPolicy'> = ({ policy }) => ({
  policy,
  hash: policyHash(policy),
});
