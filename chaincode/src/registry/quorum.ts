// SPDX-License-Identifier: Apache-2.0
import { isMember, meetsQuorum, type Attestation, type KeyRecord, type Quorum } from '@meterpki/protocol';
import { grantOf } from '../access/roles';
import type { LedgerTransaction } from '../transaction/transaction';

/** The caller's word for a key, given in this transaction. */
export const attestationOf = ({ caller, time, id }: LedgerTransaction, challenge: string): Attestation => ({
  mspId: caller.mspId,
  identity: caller.identity,
  challenge,
  time,
  tx: id,
});

/**
 * Attestations by members' endorsers, given under the grant that they hold at this moment: a word that was given under an
 * earlier one, which ended or came under review, does not come back with the next. The caller's own was checked.
 */
async function countingNow(transaction: LedgerTransaction, key: KeyRecord): Promise<Attestation[]> {
  const counting: Attestation[] = [];
  for (const attestation of key.attestations) {
    if (!isMember(transaction.policy, attestation.mspId)) continue;
    const grant = await grantOf(transaction, attestation.mspId, attestation.identity);
    if (grant !== undefined && attestation.time >= grant.granted) counting.push(attestation);
  }
  return counting;
}

/** A quorum for a key: a record shows less than the statement, so two must have seen it in any case. */
const atLeastFor = ({ possession }: KeyRecord, { attestations, nmis }: Quorum): Quorum => ({
  attestations: possession === 'ocmf' ? Math.max(2, attestations) : attestations,
  nmis,
});

/** What the policy asks for now. */
export const quorumFor = ({ policy }: LedgerTransaction, key: KeyRecord): Quorum =>
  atLeastFor(key, policy.quorum);

/** A key that counts keeps the quorum by which it came to count, or two where a record was shown for it since. */
export const keepingQuorum = (key: KeyRecord): KeyRecord =>
  key.activated === undefined
    ? key
    : { ...key, activated: { ...key.activated, quorum: atLeastFor(key, key.activated.quorum) } };

/** The key, made active where its attestations meet the policy's quorum now. */
export async function activateByQuorum(transaction: LedgerTransaction, key: KeyRecord): Promise<KeyRecord> {
  const quorum = quorumFor(transaction, key);
  if (!meetsQuorum(await countingNow(transaction, key), quorum)) return key;
  return { ...key, state: 'ACTIVE', activated: { time: transaction.time, quorum } };
}
