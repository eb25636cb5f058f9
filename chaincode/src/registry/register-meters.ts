// SPDX-License-Identifier: Apache-2.0
import type { ChallengeRecord, Fault, MeterStanding, PossessionKind } from '@meterpki/protocol';
import { requireEndorser } from '../access/roles';
import type { Rules } from '../transaction/answer';
import { refuseAny } from '../transaction/faults';
import type { LedgerTransaction } from '../transaction/transaction';
import { requireChallenge } from './challenge';
import { firstKey, firstRecord, type DescribedMeter } from './first-record';
import { examineNewMeters, type ExaminedMeter } from './new-meters';
import { shownPossession, type ShownPossession } from './possession';
import { activateByQuorum, attestationOf } from './quorum';
import { putNewMeter, standingOf } from './standing';

type Registration = DescribedMeter & ShownPossession;

function possessionOf(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  { meter, key }: ExaminedMeter<Registration>,
): PossessionKind | Fault {
  const { meterId, algorithm } = meter;
  const subject = { purpose: 'register', algorithm, meterId, sequence: 0, spki: key.spki } as const;
  return shownPossession(transaction, challenge, subject, meter);
}

async function register(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  item: ExaminedMeter<Registration>,
): Promise<MeterStanding> {
  const attestations = [attestationOf(transaction, challenge.challengeId)];
  const { possessionRecord } = item.meter;
  const possession = possessionRecord === undefined ? 'statement' : 'ocmf';
  const pending = firstKey(item, { possession, attestations });
  const key = await activateByQuorum(transaction, pending);
  const record = firstRecord(transaction, item, key);
  putNewMeter(transaction, record);
  return standingOf(record, key);
}

/** RegisterMeters: a permitted endorser's first word for meters and keys, all of the list or nothing. */
export const registerMeters: Rules<'registry', 'RegisterMeters'> = async (transaction, argument) => {
  const member = await requireEndorser(transaction);
  const challenge = await requireChallenge(transaction, argument.challengeId);
  const { examined, faults } = await examineNewMeters(transaction, member, argument.meters, (item) => {
    const outcome = possessionOf(transaction, challenge, item);
    return typeof outcome === 'string' ? [] : [outcome];
  });
  refuseAny(faults);
  const meters: MeterStanding[] = [];
  for (const item of examined) meters.push(await register(transaction, challenge, item));
  return { meters };
};
