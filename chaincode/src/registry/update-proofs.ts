// SPDX-License-Identifier: Apache-2.0
import type { ChallengeRecord, Fault, KeyRecord, MeterRecord, PublicKey } from '@meterpki/protocol';
import type { LedgerTransaction } from '../transaction/transaction';
import { holdsKey, type ProofSubject } from './possession';
import { isAttested } from './reviews';

/** A new key for a meter, as the caller hands it over. */
export interface KeyUpdate {
  readonly meterId: string;
  readonly key: string;
  readonly algorithm: string;
  readonly proof: string;
  readonly previousProof?: string;
}

/** The same with the meter that it is for. */
export interface Updated {
  readonly item: KeyUpdate;
  readonly meter: MeterRecord;
  readonly key: PublicKey;
}

/** Why the key in use may not vouch for another one, or undefined. */
async function wordFault(
  transaction: LedgerTransaction,
  meter: MeterRecord,
  inUse: KeyRecord,
): Promise<Fault | undefined> {
  const refused = (why: string): Fault => {
    const text = `${why}; leave it out and let the quorum attest the new key`;
    return { path: 'previousProof', code: 'KEY_NOT_GOOD', text };
  };
  if (inUse.state !== 'ACTIVE') return refused(`is by a key that is ${inUse.state}`);
  if (!transaction.policy.algorithms.includes(inUse.algorithm))
    return refused(`is by a key of ${inUse.algorithm}, which the policy allows no more`);
  return (await isAttested(transaction, inUse, meter))
    ? undefined
    : refused('is by a key whose attestations are under review');
}

/** Faults of the proofs: the new key's always, that of the key in use where it is handed over. */
export async function proofFaults(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  { item, meter, key }: Updated,
  inUse: KeyRecord,
): Promise<Fault[]> {
  const { possession } = transaction.policy;
  if (!possession.includes('statement')) {
    const allowed = `the policy allows ${possession.join(', ')}; register the meter anew under another ID`;
    return [{ path: 'proof', code: 'POSSESSION_NOT_ALLOWED', text: allowed }];
  }
  const previous = meter.keys.at(-1)?.fingerprint;
  const subject: ProofSubject = {
    purpose: 'update',
    algorithm: item.algorithm,
    meterId: meter.meterId,
    sequence: meter.keys.length,
    spki: key.spki,
    ...(previous === undefined ? {} : { previous }),
  };
  const faults: Fault[] = [];
  const text = 'is not its signature over the possession statement of this challenge for the update';
  if (!holdsKey(transaction, challenge, subject, item.proof))
    faults.push({ path: 'proof', code: 'POSSESSION_INVALID', text });
  if (item.previousProof === undefined) return faults;
  const refused = await wordFault(transaction, meter, inUse);
  if (refused !== undefined) return [...faults, refused];
  if (!holdsKey(transaction, challenge, subject, item.previousProof, inUse))
    faults.push({ path: 'previousProof', code: 'POSSESSION_INVALID', text });
  return faults;
}
