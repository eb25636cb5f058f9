// SPDX-License-Identifier: Apache-2.0
import type { ChallengeRecord, Fault, KeyRecord, MeterRecord, MeterStanding } from '@meterpki/protocol';
import { requireEndorser } from '../access/roles';
import type { Rules } from '../transaction/answer';
import { refuseAny } from '../transaction/faults';
import type { LedgerTransaction } from '../transaction/transaction';
import { requireChallenge } from './challenge';
import { examineNewMeters, type ExaminedMeter, type NewMeter } from './new-meters';
import { holdsKey } from './possession';
import { activateByQuorum, attestationOf } from './quorum';
import { putNewMeter, standingOf, withKey } from './standing';

interface Registration extends NewMeter {
  readonly proof: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly typeApproval?: string;
}

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
  { meter, key }: ExaminedMeter<Registration>,
): Promise<MeterStanding> {
  const { meterId, manufacturer, model, typeApproval, aliases = [] } = meter;
  const pending: KeyRecord = {
    sequence: 0,
    algorithm: meter.algorithm,
    fingerprint: key.fingerprint,
    spki: meter.key,
    state: 'PENDING',
    possession: 'statement',
    attestations: [attestationOf(transaction, challenge.challengeId)],
  };
  const record: MeterRecord = {
    schema: 1,
    meterId,
    mspId: transaction.caller.mspId,
    manufacturer,
    model,
    ...(typeApproval === undefined ? {} : { typeApproval }),
    status: 'PENDING',
    aliases,
    keys: [pending],
    registered: transaction.time,
  };
  const settled = await activateByQuorum(transaction, pending);
  const final = withKey(record, settled);
  await putNewMeter(transaction, final);
  return standingOf(final, settled);
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
