// SPDX-License-Identifier: Apache-2.0
import { isMember, meetsQuorum, type Attestation, type KeyRecord, type Quorum } from '@meterpki/protocol';
import { isGranted } from '../access/roles';
import type { LedgerTransaction } from '../transaction/transaction';

/** The caller's word for a key, given in this transaction. */
export const attestationOf = ({ caller, time, id }: LedgerTransaction, challenge: string): Attestation => ({
  mspId: caller.mspId,
  identity: caller.identity,
  challenge,
  time,
  tx: id,
});

/** Attestations by members' endorsers who are granted at this moment. The caller is: that was checked. */
async function countingNow(transaction: LedgerTransaction, key: KeyRecord): Promise<Attestation[]> {
  const counting: Attestation[] = [];
  for (const attestation of key.attestations) {
    if (!isMember(transaction.policy, attestation.mspId)) continue;
    const own = attestation.tx === transaction.id;
    if (own || (await isGranted(transaction, attestation.mspId, attestation.identity)))
      counting.push(attestation);
  }
  return counting;
}

/** What the policy asks for now. A record shows less than the statement, so two must have seen it in any case. */
export function quorumFor({ policy }: LedgerTransaction, { possession }: KeyRecord): Quorum {
  const { attestations, nmis } = policy.quorum;
  return { attestations: possession === 'ocmf' ? Math.max(2, attestations) : attestations, nmis };
}

/** The key, made active where its attestations meet the policy's quorum now. */
export async function activateByQuorum(transaction: LedgerTransaction, key: KeyRecord): Promise<KeyRecord> {
  const quorum = quorumFor(transaction, key);
  if (!meetsQuorum(await countingNow(transaction, key), quorum)) return key;
  return { ...key, state: 'ACTIVE', activated: { time: transaction.time, quorum } };
}
