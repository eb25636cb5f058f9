// SPDX-License-Identifier: Apache-2.0
import type { Attestation, KeyRecord } from '@meterpki/protocol';
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
  const members = new Set(transaction.policy.members.map(({ mspId }) => mspId));
  const counting: Attestation[] = [];
  for (const attestation of key.attestations) {
    if (!members.has(attestation.mspId)) continue;
    const own = attestation.tx === transaction.id;
    if (own || (await isGranted(transaction, attestation.mspId, attestation.identity)))
      counting.push(attestation);
  }
  return counting;
}

/** The key, made active where its attestations meet the policy's quorum now. */
export async function activateByQuorum(transaction: LedgerTransaction, key: KeyRecord): Promise<KeyRecord> {
  const { quorum } = transaction.policy;
  const counting = await countingNow(transaction, key);
  const institutes = new Set(counting.map(({ mspId }) => mspId));
  if (counting.length < quorum.attestations || institutes.size < quorum.nmis) return key;
  return { ...key, state: 'ACTIVE', activated: { time: transaction.time, quorum } };
}
