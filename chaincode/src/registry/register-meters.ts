// SPDX-License-Identifier: Apache-2.0
import type { ChallengeRecord, Fault, MeterStanding } from '@meterpki/protocol';
import { requireEndorser } from '../access/roles';
import type { Rules } from '../transaction/answer';
import { refuseAny } from '../transaction/faults';
import type { LedgerTransaction } from '../transaction/transaction';
import { requireChallenge } from './challenge';
import { firstKey, firstRecord, type DescribedMeter } from './first-record';
import { examineNewMeters, type ExaminedMeter } from './new-meters';
import { holdsKey, type ShownPossession } from './possession';
import { activateByQuorum, attestationOf } from './quorum';
import { putNewMeter, standingOf } from './standing';

type Registration = DescribedMeter & ShownPossession;

function proofFaults(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  { meter, key }: ExaminedMeter<Registration>,
): Fault[] {
  const { meterId, algorithm, proof } = meter;
  const subject = { purpose: 'register', algorithm, meterId, sequence: 0, spki: key.spki } as const;
  if (holdsKey(transaction, challenge, subject, proof)) return [];
  const text =
    'is not the signature of this key over the possession statement of this challenge, endorser and meter';
  return [{ path: 'proof', code: 'POSSESSION_INVALID', text }];
}

async function register(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  item: ExaminedMeter<Registration>,
): Promise<MeterStanding> {
  const attestations = [attestationOf(transaction, challenge.challengeId)];
  const pending = firstKey(item, { possession: 'statement', attestations });
  const key = await activateByQuorum(transaction, pending);
  const record = firstRecord(transaction, item, key);
  await putNewMeter(transaction, record);
  return standingOf(record, key);
}

/** RegisterMeters: a permitted endorser's first word for meters and keys, all of the list or nothing. */
export const registerMeters: Rules<'registry', 'RegisterMeters'> = async (transaction, argument) => {
  const member = await requireEndorser(transaction);
  const challenge = await requireChallenge(transaction, argument.challengeId);
  const { examined, faults } = await examineNewMeters(transaction, member, argument.meters, (item) =>
    proofFaults(transaction, challenge, item),
  );
  refuseAny(faults);
  const meters: MeterStanding[] = [];
  for (const item of examined) meters.push(await register(transaction, challenge, item));
  return { meters };
};
