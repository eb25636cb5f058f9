// SPDX-License-Identifier: Apache-2.0
import type {
  ChallengeRecord,
  Fault,
  KeyRecord,
  MeterRecord,
  MeterStanding,
  PublicKey,
} from '@meterpki/protocol';
import { requireEndorser } from '../access/roles';
import { meterKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import { requireChallenge } from './challenge';
import { keyFaults, publicKeyOf } from './new-meters';
import { examineAll, ownLivingMeter } from './own-meter';
import { holdsKey, type ProofSubject } from './possession';
import { activateByQuorum, attestationOf } from './quorum';
import { isWaiting, keyInUse, putKey, standingOf, withActivated } from './standing';

/** The most keys of a meter: as many as a receipt is tried against. */
export const MAX_KEYS = 16;

interface Item {
  readonly meterId: string;
  readonly key: string;
  readonly algorithm: string;
  readonly proof: string;
  readonly previousProof?: string;
}

interface Updated {
  readonly item: Item;
  readonly meter: MeterRecord;
  readonly key: PublicKey;
}

/** Why the meter can be given no other key now, or undefined. */
function meterFault({ keys }: MeterRecord, inUse: KeyRecord | undefined): Fault | undefined {
  const path = 'meterId';
  if (inUse === undefined)
    return { path, code: 'METER_NOT_ACTIVE', text: 'has no key yet that another could replace' };
  if (keys.some(isWaiting)) {
    const text = 'has a new key that waits for attestations; have it attested, or revoke it';
    return { path, code: 'UPDATE_PENDING', text };
  }
  return keys.length < MAX_KEYS
    ? undefined
    : { path, code: 'TOO_MANY_KEYS', text: `has ${MAX_KEYS} keys; register the meter anew under another ID` };
}

/** Faults of the proofs: the new key's always, that of the key in use where it is handed over. */
function proofFaults(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  { item, meter, key }: Updated,
  inUse: KeyRecord,
): Fault[] {
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
  const path = 'previousProof';
  if (inUse.state !== 'ACTIVE') {
    const advice = `is ${inUse.state}; leave it out and let the quorum attest the new key`;
    return [...faults, { path, code: 'KEY_NOT_GOOD', text: advice }];
  }
  if (!holdsKey(transaction, challenge, subject, item.previousProof, inUse))
    faults.push({ path, code: 'POSSESSION_INVALID', text });
  return faults;
}

async function examine(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  item: Item,
  taken: Set<string>,
): Promise<Updated | readonly Fault[]> {
  const meter = await ownLivingMeter(transaction, item.meterId);
  if ('code' in meter) return [meter];
  const key = publicKeyOf(item.key);
  const inUse = keyInUse(meter);
  const refused = meterFault(meter, inUse);
  const faults = [
    ...(refused === undefined ? [] : [refused]),
    ...(await keyFaults(transaction, item.algorithm, key, taken)),
  ];
  if (key === undefined || inUse === undefined || faults.some(({ code }) => code !== 'KEY_EXISTS'))
    return faults;
  const updated = { item, meter, key };
  faults.push(...proofFaults(transaction, challenge, updated, inUse));
  return faults.length === 0 ? updated : faults;
}

async function update(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  { item, meter, key }: Updated,
): Promise<MeterStanding> {
  const waiting: KeyRecord = {
    sequence: meter.keys.length,
    algorithm: item.algorithm,
    fingerprint: key.fingerprint,
    spki: item.key,
    state: 'PENDING',
    possession: 'statement',
    attestations: [attestationOf(transaction, challenge.challengeId)],
  };
  const vouched: KeyRecord = {
    ...waiting,
    state: 'ACTIVE',
    activated: { time: transaction.time, quorum: { attestations: 1, nmis: 1 } },
  };
  const added = item.previousProof === undefined ? await activateByQuorum(transaction, waiting) : vouched;
  const final = withActivated({ ...meter, keys: [...meter.keys, waiting] }, added, transaction.time);
  await transaction.state.put(meterKey(meter.meterId), final);
  await putKey(transaction, meter, key.fingerprint);
  return standingOf(final, added);
}

/**
 * UpdateKeys: a permitted endorser gives meters of its institute new keys. With the word of the key in use the new one
 * counts at once; without it, once the quorum attested it.
 */
export const updateKeys: Rules<'registry', 'UpdateKeys'> = async (transaction, argument) => {
  await requireEndorser(transaction);
  const challenge = await requireChallenge(transaction, argument.challengeId);
  const taken = new Set<string>();
  const updates = await examineAll('updates', argument.updates, (item) =>
    examine(transaction, challenge, item, taken),
  );
  const meters: MeterStanding[] = [];
  for (const item of updates) meters.push(await update(transaction, challenge, item));
  return { meters };
};
