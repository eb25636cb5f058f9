// SPDX-License-Identifier: Apache-2.0
import {
  fromBase64,
  type ChallengeRecord,
  type EndorserRecord,
  type ErrorCode,
  type Fault,
  type KeyRecord,
  type MeterRecord,
  type MeterStanding,
  type PossessionKind,
} from '@meterpki/protocol';
import { requireEndorser } from '../access/roles';
import { endorserKey, meterKey } from '../state/keys';
import type { Rules } from '../transaction/answer';
import type { LedgerTransaction } from '../transaction/transaction';
import { requireChallenge } from './challenge';
import { examineAll } from './own-meter';
import { shownPossession, weaker, type ShownPossession } from './possession';
import { activateByQuorum, attestationOf, keepingQuorum } from './quorum';
import { isAttested } from './reviews';
import { standingOf, withActivated } from './standing';

interface Item extends ShownPossession {
  readonly meterId: string;
  readonly key: string;
}

interface Attested {
  readonly meter: MeterRecord;
  readonly key: KeyRecord;
  readonly kind: PossessionKind;
}

const fault = (path: string, code: ErrorCode, text: string): Fault => ({ path, code, text });

/** Whether the caller said its word already, under the grant that it holds now. */
async function attestedBefore({ state, caller }: LedgerTransaction, key: KeyRecord): Promise<boolean> {
  const { mspId, identity } = caller;
  const own = key.attestations.filter((other) => other.mspId === mspId && other.identity === identity);
  if (own.length === 0) return false;
  const grant = await state.get<EndorserRecord>(endorserKey(mspId, identity));
  return grant === undefined || own.some(({ time }) => time >= grant.granted);
}

/** Whether a key waits for a word: one that is not active yet, or one whose attestations came under review. */
async function needsAttestation(
  transaction: LedgerTransaction,
  meter: MeterRecord,
  key: KeyRecord,
): Promise<boolean> {
  if (key.possession === 'imported') return false;
  if (key.state === 'PENDING') return true;
  return key.state === 'ACTIVE' && !(await isAttested(transaction, key, meter));
}

/** Why the caller may not attest this key now, or undefined. */
async function obstacle(
  transaction: LedgerTransaction,
  meter: MeterRecord,
  key: KeyRecord,
): Promise<Fault | undefined> {
  if (meter.status === 'DECOMMISSIONED')
    return fault('meterId', 'METER_DECOMMISSIONED', 'was retired, nothing makes its keys count');
  if (!(await needsAttestation(transaction, meter, key))) {
    const origin = key.possession === 'imported' ? ', by import' : '';
    return fault('key', 'NOT_PENDING', `is ${key.state}${origin}`);
  }
  return (await attestedBefore(transaction, key))
    ? fault('key', 'ALREADY_ATTESTED', 'needs the word of another permitted endorser')
    : undefined;
}

async function examine(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  item: Item,
): Promise<Attested | Fault> {
  const { meterId } = item;
  const meter = await transaction.state.get<MeterRecord>(meterKey(meterId));
  if (meter === undefined) return fault('meterId', 'METER_UNKNOWN', `${meterId} is not registered`);
  const key = meter.keys.find(({ fingerprint }) => fingerprint === item.key);
  if (key === undefined) return fault('key', 'KEY_UNKNOWN', `${meterId} has no such key`);
  const refused = await obstacle(transaction, meter, key);
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
  const kind = shownPossession(transaction, challenge, subject, item);
  return typeof kind === 'string' ? { meter, key, kind } : kind;
}

async function attest(
  transaction: LedgerTransaction,
  challenge: ChallengeRecord,
  { meter, key, kind }: Attested,
): Promise<MeterStanding> {
  const attestations = [...key.attestations, attestationOf(transaction, challenge.challengeId)];
  const attested = { ...key, attestations, possession: weaker(key.possession, kind) };
  const settled =
    key.state === 'PENDING' ? await activateByQuorum(transaction, attested) : keepingQuorum(attested);
  const final = withActivated(meter, settled, transaction.time);
  transaction.state.put(meterKey(meter.meterId), final);
  return standingOf(final, settled);
}

/** AttestMeters: another permitted endorser's word; the one that meets the quorum makes the key active. */
export const attestMeters: Rules<'registry', 'AttestMeters'> = async (transaction, argument) => {
  await requireEndorser(transaction);
  const challenge = await requireChallenge(transaction, argument.challengeId);
  const attested = await examineAll(transaction, 'attestations', argument.attestations, (item) =>
    examine(transaction, challenge, item),
  );
  const meters: MeterStanding[] = [];
  for (const item of attested) meters.push(await attest(transaction, challenge, item));
  return { meters };
};
