// SPDX-License-Identifier: Apache-2.0
import {
  fromBase64,
  type ChallengeRecord,
  type ErrorCode,
  type Fault,
  type KeyRecord,
  type MeterRecord,
  type MeterStanding,
} from '@meterpki/protocol';
import { requireEndorser } from '../access/roles';
import { meterKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import { refuseAny } from '../transaction/faults';
import type { LedgerTransaction } from '../transaction/transaction';
import { requireChallenge } from './challenge';
import { holdsKey, type ShownPossession } from './possession';
import { activateByQuorum, attestationOf } from './quorum';
import { standingOf, withKey } from './standing';

interface Item extends ShownPossession {
  readonly meterId: string;
  readonly key: string;
}

interface Attested {
  readonly meter: MeterRecord;
  readonly key: KeyRecord;
}

const fault = (path: string, code: ErrorCode, text: string): Fault => ({ path, code, text });

/** Why the caller may not attest this key now, or undefined. */
function obstacle({ caller }: LedgerTransaction, key: KeyRecord): Fault | undefined {
  if (key.state !== 'PENDING' || key.possession === 'imported') {
    return fault(
      'key',
      'NOT_PENDING',
      `is ${key.state}${key.possession === 'imported' ? ', by import' : ''}`,
    );
  }
  const own = key.attestations.some(
    ({ mspId, identity }) => mspId === caller.mspId && identity === caller.identity,
  );
  return own ? fault('key', 'ALREADY_ATTESTED', 'needs the word of another permitted endorser') : undefined;
}

async function examine(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  { meterId, key: fingerprint, proof }: Item,
): Promise<Attested | Fault> {
  const meter = await transaction.state.get<MeterRecord>(meterKey(meterId));
  if (meter === undefined) return fault('meterId', 'METER_UNKNOWN', `${meterId} is not registered`);
  const key = meter.keys.find((candidate) => candidate.fingerprint === fingerprint);
  if (key === undefined) return fault('key', 'KEY_UNKNOWN', `${meterId} has no such key`);
  const refused = obstacle(transaction, key);
  if (refused !== undefined) return refused;
  const previous = meter.keys[key.sequence - 1]?.fingerprint;
  const subject = {
    purpose: 'attest',
    algorithm: key.algorithm,
    meterId,
    sequence: key.sequence,
    spki: fromBase64(key.spki) ?? new Uint8Array(),
    ...(previous === undefined ? {} : { previous }),
  } as const;
  if (holdsKey(transaction, challenge, subject, proof)) return { meter, key };
  return fault(
    'proof',
    'POSSESSION_INVALID',
    'is not the signature of this key over the statement for attesting it',
  );
}

async function attest(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  { meter, key }: Attested,
): Promise<MeterStanding> {
  const attestations = [...key.attestations, attestationOf(transaction, challenge.challengeId)];
  const settled = await activateByQuorum(transaction, { ...key, attestations });
  const final = withKey(meter, settled);
  await transaction.state.put(meterKey(meter.meterId), final);
  return standingOf(final, settled);
}

/** AttestMeters: another permitted endorser's word; the one that meets the quorum makes the key active. */
export const attestMeters: Rules<'registry', 'AttestMeters'> = async (transaction, argument) => {
  await requireEndorser(transaction);
  const challenge = await requireChallenge(transaction, argument.challengeId);
  const attested: Attested[] = [];
  const faults: Fault[] = [];
  const listed = new Set<string>();
  for (const [index, item] of argument.attestations.entries()) {
    const twice = listed.has(item.meterId);
    listed.add(item.meterId);
    const outcome = twice
      ? fault('meterId', 'INVALID_ARGUMENT', 'stands in the list twice')
      : await examine(transaction, challenge, item);
    if ('meter' in outcome) attested.push(outcome);
    else faults.push({ ...outcome, path: `attestations[${index}].${outcome.path}` });
  }
  refuseAny(faults);
  const meters: MeterStanding[] = [];
  for (const item of attested) meters.push(await attest(transaction, challenge, item));
  return { meters };
};
