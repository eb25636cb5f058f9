// SPDX-License-Identifier: Apache-2.0
import type { ChallengeRecord, Fault, KeyRecord, MeterRecord, MeterStanding } from '@meterpki/protocol';
import { requireEndorser } from '../access/roles';
import { keyKey, meterKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import { requireChallenge } from './challenge';
import { keyFaults, publicKeyOf } from './new-meters';
import { examineAll, ownLivingMeter } from './own-meter';
import { activateByQuorum, attestationOf, quorumFor } from './quorum';
import { isWaiting, keyInUse, putKey, standingOf, withActivated } from './standing';
import { proofFaults, type KeyUpdate, type Updated } from './update-proofs';

/** The most keys of a meter: as many as a receipt is tried against. */
export const MAX_KEYS = 16;

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

async function examine(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  item: KeyUpdate,
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
  faults.push(...(await proofFaults(transaction, challenge, updated, inUse)));
  return faults.length === 0 ? updated : faults;
}

async function update(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  { item, meter, key }: Updated,
): Promise<MeterStanding> {
  const vouching = keyInUse(meter);
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
    activated: {
      time: transaction.time,
      quorum: quorumFor(transaction, waiting),
      ...(vouching === undefined ? {} : { vouchedBy: vouching.fingerprint }),
    },
  };
  const added = item.previousProof === undefined ? await activateByQuorum(transaction, waiting) : vouched;
  const final = withActivated({ ...meter, keys: [...meter.keys, waiting] }, added, transaction.time);
  transaction.state.put(meterKey(meter.meterId), final);
  putKey(transaction, meter, key.fingerprint);
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
  const keys = argument.updates.map(({ key }) => publicKeyOf(key));
  await transaction.state.readAll(
    keys.flatMap((key) => (key === undefined ? [] : [keyKey(key.fingerprint)])),
  );
  const updates = await examineAll(transaction, 'updates', argument.updates, (item) =>
    examine(transaction, challenge, item, taken),
  );
  const meters: MeterStanding[] = [];
  for (const item of updates) meters.push(await update(transaction, challenge, item));
  return { meters };
};
